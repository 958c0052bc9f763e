using FsCheck;
using FsCheck.Fluent;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;

namespace Mmei.Fusion.Tests.Sessions;

/// <summary>Emotions of a session's observations, and how it develops with them.</summary>
internal static class Emotions
{
    private static readonly int Count = Enum.GetValues<Emotion>().Length;

    /// <summary>
    /// Any distribution, even ones with zeros and a single one among them, a confidence and the seconds since the one before.
    /// </summary>
    public static Gen<Observed> Any { get; } = Gen.Choose(0, 20).ArrayOf(Count).Where(parts => parts.Sum() > 0)
        .SelectMany(parts => Gen.Choose(0, 100).SelectMany(confidence => Gen.Choose(0, 600).Select(seconds =>
            new Observed([.. parts.Select(part => (double)part / parts.Sum())], confidence / 100.0, seconds))));

    /// <summary>Distributions with one most probable emotion, at least twice as probable as any other, and some confidence.</summary>
    public static Gen<Observed> Clear { get; } = Gen.Choose(0, Count - 1).SelectMany(
        peak => Gen.Choose(1, 20).ArrayOf(Count).SelectMany(parts =>
        Gen.Choose(20, 100).Select(confidence => Peak((Emotion)peak, parts, confidence / 100.0))));

    /// <summary>The session after each of its observations.</summary>
    public static IReadOnlyList<EmotionTrajectory> Follow(IEnumerable<Observed> session, SessionMemoryOptions? options = null)
    {
        List<EmotionTrajectory> reached = [];
        foreach (var (emotion, confidence, seconds) in session)
        {
            reached.Add(reached is [.., var last]
                ? last.Next(emotion, confidence, TimeSpan.FromSeconds(seconds), options ?? new SessionMemoryOptions())
                : EmotionTrajectory.Begin(emotion, confidence));
        }

        return reached;
    }

    public static IEnumerable<EmotionChange> Changes(IEnumerable<Observed> session) =>
        Follow(session).Select(reached => reached.Change).OfType<EmotionChange>();

    private static Observed Peak(Emotion peak, int[] parts, double confidence)
    {
        parts[(int)peak] = 2 * parts.Max();
        return new Observed([.. parts.Select(part => (double)part / parts.Sum())], confidence, Seconds: 10);
    }
}
