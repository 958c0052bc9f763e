using Mmei.Contracts.V1;
using Mmei.Feedback.Store;
using Mmei.Learning.Rewards;

namespace Mmei.Feedback.AssignRewards;

/// <summary>
/// Works out rewards and teaches the posterior. What comes out depends on the decision, its set of signals and whether its window has ended:
/// not on the order in which they came.
/// </summary>
internal sealed class RewardAssignment(FeedbackOptions options)
{
    private readonly RewardModel _model = new(options.Weights);

    /// <summary>Changes the posteriors of the batch in place and says what else has to be stored and told.</summary>
    public LearningOutcome Learn(LearningBatch batch, DateTimeOffset now)
    {
        var rewards = new List<ItemReward>();
        var announcements = new List<RewardAssigned>();
        var changed = new HashSet<int>();
        foreach (var decision in batch.Decisions.Where(decision => decision.Items.Count > 0))
        {
            var posterior = batch.Posteriors[decision.FeatureVersion];
            foreach (var (item, reward) in Rewards(decision, closed: IsClosed(decision, now)))
            {
                if (reward == item.Reward || item.Features.Length != posterior.Dimension)
                {
                    continue;
                }

                if (item.Reward is { } old)
                {
                    posterior.Revise(item.Features, old.Value, reward.Value);
                }
                else
                {
                    posterior.Add(item.Features, reward.Value);
                }

                changed.Add(decision.FeatureVersion);
                rewards.Add(new ItemReward(decision.DecisionId, item.ItemId, reward, item.Revision + 1));
                if (!reward.Traits.HasFlag(RewardTraits.Default))
                {
                    announcements.Add(Announcement(batch.Tenant, decision, item, reward, now));
                }
            }
        }

        return new LearningOutcome(
            rewards, [.. batch.Decisions.Where(decision => IsClosed(decision, now)).Select(decision => decision.DecisionId)], changed, announcements);
    }

    private static bool IsClosed(JoinedDecision decision, DateTimeOffset now) => decision.Closed || decision.ClosesAt <= now;

    /// <summary>
    /// The reward of each item that has one: the aggregate of its signals within the window or, when that has ended, the default for items
    /// that were examined without a signal. Examined is what stands at or above the lowest item with a signal (the cascade model of Craswell
    /// et al., 2008), and the first few in any case.
    /// </summary>
    private IEnumerable<(JoinedItem Item, Reward Reward)> Rewards(JoinedDecision decision, bool closed)
    {
        var inTime = decision.Items
            .Select(item => (Item: item, Signals: item.Signals.Where(signal => signal.At <= decision.ClosesAt).ToArray()))
            .ToArray();
        var examined = inTime.Where(pair => pair.Signals.Length > 0).Select(pair => pair.Item.Position)
            .Append(options.ExaminedPositions).Max();
        foreach (var (item, signals) in inTime)
        {
            if (signals.Length > 0)
            {
                yield return (item, _model.Aggregate(signals));
            }
            else if (closed && item.Position <= examined)
            {
                yield return (item, new Reward(options.DefaultReward, RewardTraits.Default));
            }
        }
    }

    private static RewardAssigned Announcement(string tenant, JoinedDecision decision, JoinedItem item, Reward reward, DateTimeOffset now) => new()
    {
        TenantId = tenant,
        UserId = decision.UserId,
        DecisionId = decision.DecisionId,
        ItemId = item.ItemId,
        Reward = reward.Value,
        Revision = item.Revision + 1,
        Disliked = reward.Traits.HasFlag(RewardTraits.Disliked),
        At = now,
    };
}
