using System.Globalization;
using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Index;

namespace Mmei.Benchmarks.Index;

/// <summary>An embedded index of a size, the same vectors in one array, and queries.</summary>
internal sealed class VectorCase : IDisposable
{
    public const string Tenant = "bench";
    private const string Model = "content-bert@1";
    private const string Tenth = "tenth";
    private const int Batch = 1000;
    private readonly float[][] _queries;
    private readonly IndexSettings _settings;

    private VectorCase(EmbeddedIndex index, float[] vectors, float[] queries, double bytesPerItem, IndexSettings settings)
    {
        (Index, Vectors, Queries, BytesPerItem, _settings) = (index, vectors, queries, bytesPerItem, settings);
        _queries = [.. Enumerable.Range(0, settings.Queries).Select(query => IndexVector.Of(RandomVectors.Row(queries, query)))];
    }

    public EmbeddedIndex Index { get; }

    public float[] Vectors { get; }

    public float[] Queries { get; }

    /// <summary>Managed memory that the index holds, by item: ids, kinds and three tags among it.</summary>
    public double BytesPerItem { get; }

    public static async Task<VectorCase> BuildAsync(int size, IndexSettings settings)
    {
        var vectors = RandomVectors.Of(size, settings.Seed);
        var random = new Random(settings.Seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new EmbeddedIndex();
        await index.EnsureAsync(Model, CancellationToken.None);
        foreach (var rows in Enumerable.Range(0, size).Chunk(Batch))
        {
            await index.UpsertAsync(Model, [.. rows.Select(row => Item(row, vectors, random))], CancellationToken.None);
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        return new VectorCase(index, vectors, RandomVectors.Of(settings.Queries, settings.Seed + 1), held / (double)size, settings);
    }

    public async Task<int[]> FindAsync(int query, IReadOnlySet<string>? tags = null)
    {
        var hits = await Index.SearchAsync(
            new VectorQuery
            {
                TenantId = Tenant,
                Model = Model,
                Vector = _queries[query % _queries.Length],
                Count = _settings.Found,
                Tags = tags ?? new HashSet<string>(),
            },
            CancellationToken.None);
        return [.. hits.Select(hit => int.Parse(hit.ItemId.AsSpan(1), CultureInfo.InvariantCulture))];
    }

    public Task<int[]> FindTenthAsync(int query) => FindAsync(query, new HashSet<string> { Tenth });

    public void Dispose() => Index.Dispose();

    private static IndexedItem Item(int row, float[] vectors, Random random) => new(
        Tenant, $"i{row}", (ContentKind)(row % 4), Revision: 1, IndexVector.Of(RandomVectors.Row(vectors, row)))
    {
        Tags = [random.Next(10) == 0 ? Tenth : "rest", $"a{random.Next(10)}", $"b{random.Next(100)}"],
    };
}
