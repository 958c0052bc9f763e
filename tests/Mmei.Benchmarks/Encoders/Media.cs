using System.Buffers.Binary;
using System.Text;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Benchmarks.Encoders;

/// <summary>What is encoded: made from the repository's samples with a seed, the same in every run.</summary>
internal static class Media
{
    private const int Count = 512;
    private const int WavHeader = 44;
    private const int BytesPerSecond = 2 * 16_000;

    /// <summary>Media of a modality, in the order in which they are sent.</summary>
    /// <param name="modality">Which.</param>
    /// <param name="samples">The repository's <c>models/samples/media</c>.</param>
    /// <param name="seed">Makes them.</param>
    public static Medium[] Make(Modality modality, string samples, int seed)
    {
        var random = new Random(seed);
        return modality switch
        {
            Modality.Image => Make(modality, Pictures(samples)),
            Modality.Audio => Make(modality, Clips(samples, random)),
            _ => Make(modality, Sentences(samples, random)),
        };
    }

    private static Medium[] Make(Modality modality, IEnumerable<byte[]> files) =>
        [.. files.Take(Count).Select(file => new Medium(modality, file))];

    /// <summary>The sample faces in turn: PNG files of 192 x 192.</summary>
    private static IEnumerable<byte[]> Pictures(string samples)
    {
        var files = Files(samples, "*.png");
        return Enumerable.Range(0, Count).Select(i => files[i % files.Length]);
    }

    /// <summary>
    /// Half of the clips last as long as the speech model hears at once or longer, the rest any time from one second up to that.
    /// </summary>
    private static IEnumerable<byte[]> Clips(string samples, Random random)
    {
        var files = Files(samples, "*.wav");
        while (true)
        {
            var seconds = random.Next(2) == 0 ? 4 + random.NextDouble() : 1 + (3 * random.NextDouble());
            yield return Clip(files[random.Next(files.Length)], (int)(seconds * BytesPerSecond) & ~1);
        }
    }

    /// <summary>A sample repeated until it is as long.</summary>
    private static byte[] Clip(byte[] sample, int length)
    {
        var clip = new byte[WavHeader + length];
        sample.AsSpan(0, WavHeader).CopyTo(clip);
        BinaryPrimitives.WriteInt32LittleEndian(clip.AsSpan(4), clip.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(clip.AsSpan(WavHeader - 4), length);
        var sound = sample.AsSpan(WavHeader);
        for (var at = WavHeader; at < clip.Length; at += sound.Length)
        {
            sound[..Math.Min(sound.Length, clip.Length - at)].CopyTo(clip.AsSpan(at));
        }

        return clip;
    }

    /// <summary>
    /// Sentences of words of the catalog. Their lengths are skewed as those of what people write: ten words or fewer in half of them, a
    /// few fill the model.
    /// </summary>
    private static IEnumerable<byte[]> Sentences(string samples, Random random)
    {
        var words = File.ReadAllText(Path.Combine(samples, "..", "catalog.ndjson"))
            .Split([' ', '"', ',', '.', ':', ';', '{', '}', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.All(char.IsAsciiLetter))
            .ToArray();
        while (true)
        {
            var length = Math.Clamp((int)Math.Round(Math.Exp(Math.Log(10) + (0.8 * Normal(random)))), 2, 60);
            yield return Encoding.UTF8.GetBytes(
                string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)])));
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static byte[][] Files(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
