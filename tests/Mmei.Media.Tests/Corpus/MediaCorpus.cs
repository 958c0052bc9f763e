namespace Mmei.Media.Tests.Corpus;

/// <summary>A seeded stream of hostile media: good files that were damaged, and files that no encoder would write.</summary>
internal sealed class MediaCorpus(IReadOnlyDictionary<string, byte[]> goodFiles)
{
    /// <summary>One in so many is of a kind that costs a process to read.</summary>
    private const int CompressedEvery = 25;

    private readonly string[] _names = [.. goodFiles.Keys.Except(GoodFiles.Compressed).Order(StringComparer.Ordinal)];
    private readonly string[] _compressed = [.. goodFiles.Keys.Intersect(GoodFiles.Compressed).Order(StringComparer.Ordinal)];

    /// <summary>The first <paramref name="count"/> of the corpus; each depends on its number alone.</summary>
    public IEnumerable<HostileMedium> Take(int count) => Enumerable.Range(0, count).Select(Make);

    private HostileMedium Make(int number)
    {
        var random = new Random(number);
        var kinds = number % CompressedEvery == 0 && _compressed.Length > 0 ? _compressed : _names;
        var name = kinds[random.Next(kinds.Length)];
        var file = goodFiles[name];
        var (harm, data) = random.Next(12) switch
        {
            0 => ("truncated", file[..random.Next(file.Length)]),
            1 or 2 => ("bits flipped", Mutations.FlipBits(file, random)),
            3 or 4 => ("bytes overwritten", Mutations.Overwrite(file, random)),
            5 => ("head overwritten", Mutations.OverwriteHead(file, random)),
            6 => ("pieces moved", Mutations.MovePieces(file, random)),
            7 => ("another's head", Mutations.Splice(goodFiles[_names[random.Next(_names.Length)]], file, random)),
            8 => ("polyglot", Mutations.Append(file, goodFiles[_names[random.Next(_names.Length)]])),
            9 => ("noise after the head", Mutations.NoiseAfterHead(file, random)),
            10 => ("repeated", Mutations.Repeat(file, random)),
            _ => Bombs.Make(random),
        };
        return new HostileMedium($"{number}: {name}, {harm}", data);
    }
}
