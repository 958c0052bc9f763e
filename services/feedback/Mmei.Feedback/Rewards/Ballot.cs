using Mmei.Feedback.Votes;
using Mmei.Learning;

namespace Mmei.Feedback.Rewards;

/// <summary>
/// Has people vote on items with the rewards of a batch. Only decisions on which somebody did something count, since most people never say
/// anything, and that says nothing of what they were shown; and only people with an id, since nobody can tell how many the others are.
/// </summary>
internal sealed class Ballot(LoggedFeedback batch)
{
    private readonly VoteCount _votes = new(batch.PersonVotes, batch.ItemVotes);
    private readonly List<(Guid DecisionId, string ItemId)> _voted = [];

    /// <summary>Items whose reward has come into the person's vote.</summary>
    public IReadOnlyList<(Guid DecisionId, string ItemId)> Voted => _voted;

    public IReadOnlyList<PersonVote> PersonVotes => _votes.People;

    public IReadOnlyList<ItemVotes> ItemVotes => _votes.Items;

    /// <summary>Counts the rewards that the items of a decision have now, in place of those that they had.</summary>
    public void Count(LoggedDecision decision, IReadOnlyList<(ShownItem Item, Reward Reward)> rewards)
    {
        if (decision.UserId is not { } userId || rewards.All(item => item.Reward.Traits.HasFlag(RewardTraits.Default)))
        {
            return;
        }

        foreach (var (item, reward) in rewards.Where(item => !item.Item.Voted || item.Item.Reward != item.Reward))
        {
            var before = item is { Voted: true, Reward: { } known } ? VoteOf(known, item) : default;
            _votes.Replace(userId, item.ItemId, Weeks.Of(decision.MadeAt), before, VoteOf(reward, item));
            if (!item.Voted)
            {
                _voted.Add((decision.DecisionId, item.ItemId));
            }
        }
    }

    private static Vote VoteOf(Reward reward, ShownItem item) => Vote.Of(
        reward.Value,
        item.Position,
        reward.Traits.HasFlag(RewardTraits.Felt) ? reward.Traits.HasFlag(RewardTraits.Distressed) : null);
}
