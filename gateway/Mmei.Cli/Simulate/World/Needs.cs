using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate.World;

/// <summary>What does most people good in an emotion, as tags: the table of <c>docs/simulator.md</c>.</summary>
internal static class Needs
{
    public static IReadOnlyList<string> Of(Emotion emotion) => emotion switch
    {
        Emotion.Anger => ["calm", "meditation", "relaxing", "breathing", "ambient", "stress relief", "rain", "nature"],
        Emotion.Disgust => ["funny", "comedy", "cute", "feel-good", "animals", "landscape"],
        Emotion.Fear => ["comfort", "calm", "breathing", "courage", "hope", "bedtime story", "self-care"],
        Emotion.Joy => ["party", "dance", "happy", "fun", "comedy", "sport", "summer", "travel"],
        Emotion.Neutral => ["how-to", "science", "history", "documentary", "education", "psychology"],
        Emotion.Sadness => ["comfort", "hope", "friendship", "kindness", "cosy", "healing", "feel-good"],
        Emotion.Surprise => ["mystery", "science", "surreal", "space", "surprising", "puzzle", "optical illusion"],
        _ => throw new ArgumentOutOfRangeException(nameof(emotion), emotion, null),
    };
}
