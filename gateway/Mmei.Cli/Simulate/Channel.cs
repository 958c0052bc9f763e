using Mmei.Cli.Simulate.World;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate;

/// <summary>The one way from what a person feels to what the platform is sent.</summary>
internal abstract class Channel
{
    /// <summary>What is sent of a person in a session's round; who they are and the options are added to it.</summary>
    public abstract ObservationRequest Show(Inhabitant person, Emotion feels, Moment moment);
}

/// <summary>Says the same whatever is felt.</summary>
internal sealed class NeutralWords : Channel
{
    public const string Words = "Show me something.";

    public override ObservationRequest Show(Inhabitant person, Emotion feels, Moment moment) => new() { Text = Words };
}

/// <summary>A face, a voice and a sentence of the emotion.</summary>
internal sealed class RealMedia(Samples samples, Dice dice) : Channel
{
    /// <summary>The faces are drawn and the voices are synthesised: there is nobody to ask.</summary>
    private static readonly ConsentRequest Agreed = new() { Image = true, Audio = true, Purpose = "simulation" };

    public override ObservationRequest Show(Inhabitant person, Emotion feels, Moment moment)
    {
        var sentences = samples.Sentences[feels];
        return new ObservationRequest
        {
            Text = sentences[dice.Of(Purpose.Words, person.Number, moment.Session, moment.Round).Below(sentences.Count)],
            Image = samples.Faces[feels],
            Audio = samples.Voices[feels],
            Consent = Agreed,
        };
    }
}

/// <summary>A sentence that the platform reads as the emotion which the true one was confused with: once a session.</summary>
/// <param name="carriers">By emotion, sentences that are read as it.</param>
/// <param name="confusion">By true emotion, the share of each recognised one.</param>
/// <param name="dice">Of the world.</param>
internal sealed class ConfusedWords(
    IReadOnlyDictionary<Emotion, IReadOnlyList<string>> carriers, IReadOnlyList<IReadOnlyList<double>> confusion, Dice dice) : Channel
{
    public override ObservationRequest Show(Inhabitant person, Emotion feels, Moment moment)
    {
        var lot = dice.Of(Purpose.Confusion, person.Number, moment.Session).Uniform();
        var sentences = carriers[(Emotion)Chance.Pick(confusion[(int)feels], lot)];
        return new ObservationRequest
        {
            Text = sentences[dice.Of(Purpose.Carrier, person.Number, moment.Session, moment.Round).Below(sentences.Count)],
        };
    }

    /// <summary>The same errors in their proportions, with another share that is right.</summary>
    public static IReadOnlyList<IReadOnlyList<double>> WithAccuracy(IReadOnlyList<IReadOnlyList<double>> confusion, double accuracy) =>
    [
        .. confusion.Select((row, truth) =>
        {
            var wrong = row.Where((_, label) => label != truth).Sum();
            return (IReadOnlyList<double>)
                [.. row.Select((share, label) => label == truth ? accuracy : (1 - accuracy) * share / wrong)];
        }),
    ];
}
