using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;

namespace Mmei.Feedback.Rewards;

/// <summary>What a batch comes to.</summary>
/// <param name="Visited">Decisions taken from the queue.</param>
/// <param name="Orphans">Signals on them whose decision is not here, or does not have their item.</param>
/// <param name="Rebuilt">Damaged posteriors that were rebuilt.</param>
/// <param name="Rewards">New and changed ones.</param>
/// <param name="Closed">Decisions whose window has ended.</param>
/// <param name="Announcements">What others have to be told once this is stored.</param>
/// <param name="Policies">New states, all of one version.</param>
internal sealed record Learned(
    int Visited,
    int Orphans,
    int Rebuilt,
    IReadOnlyList<ItemReward> Rewards,
    IReadOnlyList<Guid> Closed,
    IReadOnlyList<RewardAssigned> Announcements,
    IReadOnlyList<StoredPolicy> Policies);

/// <summary>The new reward of an item.</summary>
internal sealed record ItemReward(Guid DecisionId, string ItemId, Reward Reward, long Revision);
