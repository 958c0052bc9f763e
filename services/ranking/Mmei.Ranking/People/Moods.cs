using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.People;

/// <summary>Makes of single moments how a person mostly feels.</summary>
internal static class Moods
{
    /// <param name="moments">Of one person, the latest first.</param>
    /// <returns>Null where there are none, or none of them is sure of anything.</returns>
    public static UserMood? Of(IReadOnlyList<(string? SessionId, Perception Perception)> moments)
    {
        var sure = moments.Sum(moment => moment.Perception.Confidence);
        return sure <= 0
            ? null
            : new UserMood
            {
                Decisions = moments.Count,
                Mean = Enum.GetValues<Emotion>().ToDictionary(
                    emotion => emotion,
                    emotion => moments.Sum(moment => moment.Perception.Confidence * moment.Perception.Emotion[(int)emotion]) / sure),
                Volatility = Volatility(moments),
            };
    }

    private static double? Volatility(IEnumerable<(string? SessionId, Perception Perception)> moments) => moments
        .Where(moment => moment.SessionId is not null)
        .GroupBy(moment => moment.SessionId, moment => moment.Perception)
        .SelectMany(session => session.Zip(session.Skip(1), Distance))
        .Average(distance => (double?)distance);

    /// <summary>Total variation: the share of probability that has gone over from some emotions to others.</summary>
    private static double Distance(Perception first, Perception second) =>
        first.Emotion.Zip(second.Emotion, (one, other) => Math.Abs(one - other)).Sum() / 2;
}
