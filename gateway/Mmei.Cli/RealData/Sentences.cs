using System.Globalization;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.RealData;

/// <summary>GoEmotions: comments with one or more of 28 labels, grouped as its authors group them after Ekman.</summary>
internal sealed class Sentences
{
    public const string DataSet = "goemotions";

    private readonly ILookup<Emotion, string> _byEmotion;

    private Sentences(ILookup<Emotion, string> byEmotion) => _byEmotion = byEmotion;

    /// <summary>The sentences that were given this one emotion, in the file's order.</summary>
    public IReadOnlyList<string> Of(Emotion emotion) => [.. _byEmotion[emotion]];

    /// <exception cref="UsageException">A row is not in the published format.</exception>
    public static async Task<Sentences> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(folder, DataSet);
        var labels = await File.ReadAllLinesAsync(Path.Combine(directory, "labels.txt"), cancellationToken);
        var path = Path.Combine(directory, "dev.tsv");
        var rows = await File.ReadAllLinesAsync(path, cancellationToken);
        return new Sentences(rows
            .Select((row, index) => Parse(row, labels, $"{path}, line {index + 1}"))
            .Where(sentence => sentence.Emotion is not null)
            .ToLookup(sentence => sentence.Emotion!.Value, sentence => sentence.Text));
    }

    private static (string Text, Emotion? Emotion) Parse(string row, string[] labels, string where)
    {
        if (row.Split('\t') is not [var text, var ids, _])
        {
            throw new UsageException($"{where}: not a text, label ids and a comment id, with tabs between.");
        }

        var emotions = ids.Split(',').Select(id => EmotionOf(Label(id, labels, where))).Distinct().ToArray();
        return (text, emotions is [var only] ? only : null);
    }

    private static string Label(string id, string[] labels, string where) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < labels.Length
            ? labels[index]
            : throw new UsageException($"{where}: '{id}' is none of the {labels.Length} labels.");

    private static Emotion? EmotionOf(string label) => label switch
    {
        "anger" or "annoyance" or "disapproval" => Emotion.Anger,
        "disgust" => Emotion.Disgust,
        "fear" or "nervousness" => Emotion.Fear,
        "joy" or "amusement" or "approval" or "excitement" or "gratitude" or "love" or "optimism" or "relief" or "pride" or "admiration"
            or "desire"
            or "caring" => Emotion.Joy,
        "sadness" or "disappointment" or "embarrassment" or "grief" or "remorse" => Emotion.Sadness,
        "surprise" or "realization" or "confusion" or "curiosity" => Emotion.Surprise,
        "neutral" => Emotion.Neutral,
        _ => null,
    };
}
