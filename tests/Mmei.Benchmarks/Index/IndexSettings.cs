using Mmei.Contracts.Tensors;

namespace Mmei.Benchmarks.Index;

/// <summary>How much is measured.</summary>
internal sealed record IndexSettings
{
    /// <summary>Numbers of a vector: E_c.</summary>
    public const int Dimension = SharedSpace.Dimension;

    /// <summary>How often everything is measured; ratios are of one round each.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long each measurement of a round takes.</summary>
    public double Seconds { get; init; } = 1;

    /// <summary>Vectors of each index, ascending; ratios are of the one of <see cref="Items"/>.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [10_000, 100_000];

    /// <summary>Items of the catalog that is imported, ranked and read back after a restart.</summary>
    public int Items { get; init; } = 100_000;

    /// <summary>What a search returns: as many as ranking asks for.</summary>
    public int Found { get; init; } = 200;

    /// <summary>Queries that take turns.</summary>
    public int Queries { get; init; } = 256;

    public int Seed { get; init; } = 1;

    /// <summary>The program of FAISS; null where there is none.</summary>
    public string? Faiss { get; init; }

    /// <summary>As names of figures have a size.</summary>
    public static string NameOf(int size) =>
        size % 1_000_000 == 0 ? $"{size / 1_000_000}m" : size % 1000 == 0 ? $"{size / 1000}k" : $"{size}";
}
