using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate.World;

/// <summary>A made person: what they feel, need and like, none of which the platform is told.</summary>
internal sealed record Inhabitant
{
    private const double NeedIsCommon = 0.75;
    private const int LovedTags = 3;

    private static readonly Emotion[] Emotions = Enum.GetValues<Emotion>();

    public required int Number { get; init; }

    public required IReadOnlyList<double> Moods { get; init; }

    /// <summary>By emotion, the emotion whose needs the person has in it.</summary>
    public required IReadOnlyList<Emotion> NeedsAs { get; init; }

    public required ContentKind LovedKind { get; init; }

    public required ContentKind AvoidedKind { get; init; }

    public required IReadOnlySet<string> Loved { get; init; }

    /// <param name="dice">Of the world.</param>
    /// <param name="number">Which person.</param>
    /// <param name="tags">Those that can be loved.</param>
    public static Inhabitant Make(Dice dice, int number, IReadOnlyList<string> tags)
    {
        var random = dice.Of(Purpose.Person, number);
        var kinds = Enum.GetValues<ContentKind>();
        var loved = random.Below(kinds.Length);
        return new Inhabitant
        {
            Number = number,
            Moods = [.. Emotions.Select(_ => 0.05 - Math.Log(1 - random.Uniform()))],
            NeedsAs =
            [
                .. Emotions.Select((emotion, i) => random.Uniform() < NeedIsCommon
                    ? emotion
                    : Emotions[(i + 1 + random.Below(Emotions.Length - 1)) % Emotions.Length]),
            ],
            LovedKind = kinds[loved],
            AvoidedKind = kinds[(loved + 1 + random.Below(kinds.Length - 1)) % kinds.Length],
            Loved = tags.Select(tag => (tag, Lot: random.Uniform())).OrderBy(pair => pair.Lot).Take(LovedTags).Select(pair => pair.tag)
                .ToHashSet(),
        };
    }

    /// <summary>The true emotion of a session.</summary>
    public Emotion Feels(Dice dice, int session) =>
        (Emotion)Chance.Pick(Moods, dice.Of(Purpose.Emotion, Number, session).Uniform());
}
