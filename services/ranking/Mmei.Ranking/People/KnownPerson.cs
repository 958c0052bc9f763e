using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.People;

/// <summary>Tells what is kept of a person.</summary>
internal sealed class KnownPerson(ITasteStore store, IDecisionStore decisions, IOptions<TasteOptions> options)
{
    /// <summary>From how many decisions a mood is told at most: some months of somebody who comes daily, and a few MB to read.</summary>
    private const int MostMoments = 200;

    public async Task<UserAnswer> DescribeAsync(string tenantId, string userId, CancellationToken cancellationToken)
    {
        var rewards = await store.ReadAsync(tenantId, userId, options.Value.Rewards, cancellationToken);
        var (kept, latest) = await decisions.OfPersonAsync(tenantId, userId, MostMoments, cancellationToken);
        var moments = latest.Select(RecordCodec.ReadOrNull).OfType<DecisionRecord>()
            .Select(record => (record.SessionId, record.Perception));
        var opinions = rewards.Where(reward => reward.Liked || reward.Disliked)
            .GroupBy(reward => reward.ItemId)
            .Select(item => item.MaxBy(reward => (reward.At, reward.Disliked))!)
            .ToLookup(reward => reward.Disliked, reward => reward.ItemId);
        return new UserAnswer
        {
            Id = userId,
            Since = rewards.Count == 0 ? null : rewards.Min(reward => reward.At),
            Last = rewards.Count == 0 ? null : rewards.Max(reward => reward.At),
            Seen = InOrder(rewards.Select(reward => reward.ItemId)),
            Liked = InOrder(opinions[false]),
            Disliked = InOrder(opinions[true]),
            Decisions = kept,
            Mood = Moods.Of([.. moments]),
        };
    }

    private static string[] InOrder(IEnumerable<string> items) => [.. items.Distinct().Order(StringComparer.Ordinal)];
}
