using System.Text.Json;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate;

/// <summary>What a person can show and say of each emotion, the catalog, and how emotions are confused.</summary>
internal sealed record Samples
{
    private static readonly Emotion[] Emotions = Enum.GetValues<Emotion>();

    public required IReadOnlyList<CatalogItem> Catalog { get; init; }

    public required IReadOnlyDictionary<Emotion, byte[]> Faces { get; init; }

    public required IReadOnlyDictionary<Emotion, byte[]> Voices { get; init; }

    public required IReadOnlyDictionary<Emotion, IReadOnlyList<string>> Sentences { get; init; }

    /// <summary>By true emotion, the share of each recognised one.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Confusion { get; init; }

    /// <exception cref="UsageException">A file is not what it should be.</exception>
    public static async Task<Samples> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "catalog.ndjson"), cancellationToken);
        var sentences = await ReadAsync<Dictionary<Emotion, IReadOnlyList<string>>>(folder, "sentences.json", cancellationToken);
        var confusion = await ReadAsync<ConfusionFile>(folder, "confusion.json", cancellationToken);
        if (!Emotions.All(emotion => sentences.GetValueOrDefault(emotion) is { Count: > 0 }))
        {
            throw new UsageException("sentences.json needs a sentence of each emotion.");
        }

        if (!confusion.Labels.SequenceEqual(Emotions) || confusion.Shares.Count != Emotions.Length
            || confusion.Shares.Any(row => row.Count != Emotions.Length || row.Any(share => share < 0) || row.Sum() <= 0))
        {
            throw new UsageException("confusion.json needs a row of seven shares for each emotion, in their order.");
        }

        return new Samples
        {
            Catalog = [.. lines.Where(line => line.Length > 0).Select(Item)],
            Faces = await MediaAsync("png"),
            Voices = await MediaAsync("wav"),
            Sentences = sentences,
            Confusion = confusion.Shares,
        };

        async Task<IReadOnlyDictionary<Emotion, byte[]>> MediaAsync(string extension)
        {
            var media = new Dictionary<Emotion, byte[]>();
            foreach (var emotion in Emotions)
            {
                var file = Path.Combine(folder, "media", $"{emotion.ToString().ToLowerInvariant()}.{extension}");
                media[emotion] = await File.ReadAllBytesAsync(file, cancellationToken);
            }

            return media;
        }
    }

    private static CatalogItem Item(string row) => JsonSerializer.Deserialize<CatalogItem>(row, MmeiJson.Options)!;

    private static async Task<T> ReadAsync<T>(string folder, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(folder, name));
            return await JsonSerializer.DeserializeAsync<T>(file, MmeiJson.Options, cancellationToken)
                ?? throw new UsageException($"{name} is empty.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{name}, line {exception.LineNumber + 1}: not what it should be ({exception.Path}).");
        }
    }

    private sealed record ConfusionFile(IReadOnlyList<Emotion> Labels, IReadOnlyList<IReadOnlyList<double>> Shares);
}
