using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Signals;
using Mmei.Learning.Features;

namespace Mmei.Feedback.Tests;

/// <summary>Decisions and signals with everything filled in but what a test is about.</summary>
internal static class Builders
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A session whose smoothed emotion is that one alone.</summary>
    public static SessionTrajectory Session(Emotion emotion) => new() { Observations = 2, Smoothed = Certain(emotion), Current = emotion };

    /// <summary>A decision with items <c>item-1</c>, <c>item-2</c>, ... from the top; features differ by item and decision.</summary>
    public static DecisionMade Decision(
        int number, int items =
            3, string tenant = "acme", string? user = "u-1", DateTimeOffset? madeAt = null, Emotion emotion = Emotion.Neutral) => new()
            {
                DecisionId = Id(number),
                ObservationId = ObservationId(number),
                TenantId = tenant,
                UserId = user,
                MadeAt = madeAt ?? Noon,
                Perception = Perceived(emotion),
                Mood = MoodGoal.Match,
                Policy = new PolicyStamp { Name = "lin-ts", Version = 0, Explored = false },
                FeatureVersion = DecisionFeatures.Version,
                Items = [.. Enumerable.Range(1, items).Select(position => Item(number, position))],
            };

    public static DecisionMade WithSession(DecisionMade decision, SessionTrajectory session) =>
        decision with { Perception = decision.Perception with { Session = session } };

    private static Perception Perceived(Emotion emotion) => new()
    {
        Emotion = Certain(emotion),
        Intent = [0.2, 0.2, 0.2, 0.2, 0.2],
        Confidence = 0.8,
        Modalities = [],
        Degraded = false,
        Model = "mmei@1",
        JoinMs = 1,
        FusionMs = 2,
    };

    public static Guid Id(int number) => new(number, 0, 0x7000, new byte[8]);

    public static Guid ObservationId(int number) => new(number, 1, 0x7000, new byte[8]);

    public static Signal Signal(
        int decision, string item, SignalKind kind, double? value = null, int seconds = 10, string? id = null, int? later = null) => new(
        id ?? $"{decision} {item} {kind} {value} {seconds}",
        Id(decision),
        item,
        kind,
        value,
        later is { } number ? ObservationId(number) : null,
        Noon.AddSeconds(seconds));

    /// <summary>A decision made this instant, for tests on the real clock.</summary>
    public static DecisionMade DecisionNow(int number) => Decision(number, madeAt: TimeProvider.System.GetUtcNow());

    /// <summary>A signal as a client posts it, this instant.</summary>
    public static object Posted(int decision, string item, string kind) => new
    {
        id = $"{decision}/{item}/{kind}",
        decisionId = Id(decision),
        itemId = item,
        kind,
        at = TimeProvider.System.GetUtcNow(),
    };

    public static object PostedLike(int decision, string item) => Posted(decision, item, "like");

    private static double[] Certain(Emotion emotion) => [.. Enumerable.Range(0, 7).Select(i => i == (int)emotion ? 1.0 : 0.0)];

    private static DecidedItem Item(int number, int position)
    {
        var random = new Random((number * 100) + position);
        return new DecidedItem
        {
            ItemId = $"item-{position}",
            Position = position,
            Score = 1.0 / position,
            Propensity = 0.5,
            Parts = new ScoreParts { Congruence = 0.1, Intent = 0.1, Affinity = 0, Policy = 0, Diversity = 0 },
            Features = [1, .. Enumerable.Range(1, DecisionFeatures.Dimension - 1).Select(_ => random.Next(-1024, 1025) / 1024.0)],
        };
    }
}
