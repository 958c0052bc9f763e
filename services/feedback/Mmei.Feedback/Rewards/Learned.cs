using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Votes;

namespace Mmei.Feedback.Rewards;

/// <summary>What a batch comes to.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Visited">Decisions taken from the queue.</param>
/// <param name="Orphaned">Signals seen for the first time without a decision that shows their item.</param>
/// <param name="Claimed">Signals that were orphans, and whose decision has come.</param>
/// <param name="Rebuilt">Damaged posteriors that were rebuilt.</param>
/// <param name="Rewards">New and changed ones.</param>
/// <param name="Closed">Decisions whose window has ended.</param>
/// <param name="Announcements">What others have to be told once this is stored.</param>
/// <param name="Policies">New states, all of one version.</param>
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
    IReadOnlyList<StoredPolicy> Policies,
    IReadOnlyList<(Guid DecisionId, string ItemId)> Voted,
    IReadOnlyList<PersonVote> PersonVotes,
    IReadOnlyList<ItemVotes> ItemVotes);

/// <summary>The new reward of an item.</summary>
internal sealed record ItemReward(Guid DecisionId, string ItemId, Reward Reward, long Revision);
