using Mmei.Contracts.V1;
using Mmei.Learning.Rewards;

namespace Mmei.Feedback.Store;

/// <summary>What a batch comes to: all of it is stored, or nothing.</summary>
internal sealed record LearningOutcome(
    IReadOnlyList<ItemReward> Rewards,
    IReadOnlyList<Guid> Closed,
    IReadOnlySet<int> ChangedPosteriors,
    IReadOnlyList<RewardAssigned> Announcements);

/// <summary>The new reward of an item.</summary>
internal sealed record ItemReward(Guid DecisionId, string ItemId, Reward Reward, long Revision);

/// <summary>What happened in one transaction of learning: decisions visited, signals among them without a decision or item here,
/// damaged posteriors rebuilt, and the version of the policy when it has changed.</summary>
internal sealed record LearningReport(int Visited, int Orphans, int Rebuilt, long? PolicyVersion, LearningOutcome Outcome);
