using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Votes;

namespace Mmei.Feedback.Rewards;

/// <summary>What a batch comes to.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Visited">Decisions taken from the queue.</param>
/// <param name="Orphaned">Signals seen for the first time without a decision that shows their item.</param>
/// <param name="Claimed">Signals that were orphans, and whose decision has come.</param>
/// <param name="Rebuilt">Weeks that were not stored intact and were made again.</param>
/// <param name="Rewards">New and changed ones.</param>
/// <param name="Closed">Decisions whose window has ended.</param>
/// <param name="Announcements">What others have to be told once this is stored.</param>
/// <param name="PolicyVersion">Of the policy with these weeks.</param>
/// <param name="At">When it was learned.</param>
/// <param name="Weeks">The policy's new sums; none: nothing was learned.</param>
/// <param name="Voted">Items whose reward has come into the person's vote.</param>
/// <param name="PersonVotes">New and changed ones.</param>
/// <param name="ItemVotes">What they come to.</param>
internal sealed record Learned(
    string TenantId,
    int Visited,
    IReadOnlyList<string> Orphaned,
    IReadOnlyList<string> Claimed,
    int Rebuilt,
    IReadOnlyList<ItemReward> Rewards,
    IReadOnlyList<Guid> Closed,
    IReadOnlyList<RewardAssigned> Announcements,
    long PolicyVersion,
    DateTimeOffset At,
    IReadOnlyDictionary<PolicyWeek, LinearPosterior> Weeks,
    IReadOnlyList<(Guid DecisionId, string ItemId)> Voted,
    IReadOnlyList<PersonVote> PersonVotes,
    IReadOnlyList<ItemVotes> ItemVotes);

/// <summary>The new reward of an item.</summary>
internal sealed record ItemReward(Guid DecisionId, string ItemId, Reward Reward, long Revision);
