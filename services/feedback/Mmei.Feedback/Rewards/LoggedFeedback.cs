using Mmei.Feedback.Policies;
using Mmei.Feedback.Signals;
using Mmei.Feedback.Votes;

namespace Mmei.Feedback.Rewards;

/// <summary>Queued decisions of one tenant with all that their rewards depend on.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Visited">How many were taken from the queue, those that are not here yet included.</param>
/// <param name="Decisions">In the order of their ids.</param>
/// <param name="Items">By decision, from the top.</param>
/// <param name="Signals">All signals, by decision.</param>
/// <param name="Later">The decisions on the later observations that the signals name, by observation.</param>
/// <param name="PolicyVersion">Of the tenant's latest policy; 0: none.</param>
/// <param name="Weeks">All that is known already of these decisions' feature layouts.</param>
/// <param name="PersonVotes">The votes of these people on these items; perhaps more.</param>
/// <param name="ItemVotes">What is counted of these items.</param>
internal sealed record LoggedFeedback(
    string TenantId,
    int Visited,
    IReadOnlyList<LoggedDecision> Decisions,
    ILookup<Guid, ShownItem> Items,
    ILookup<Guid, Signal> Signals,
    ILookup<Guid, LoggedDecision> Later,
    long PolicyVersion,
    IReadOnlyDictionary<PolicyWeek, KnownWeek> Weeks,
    IReadOnlyList<PersonVote> PersonVotes,
    IReadOnlyList<ItemVotes> ItemVotes);
