using Cloud.Unum.USearch;

namespace Mmei.Benchmarks.Index;

/// <summary>USearch's graph over vectors, which does not look at all of them.</summary>
internal sealed class GraphIndex : IDisposable
{
    private const int Connectivity = 16;
    private const int ExpansionAdd = 128;
    private const int ExpansionSearch = 256;
    private readonly USearchIndex _index = new(
        MetricKind.Ip, ScalarKind.Float32, IndexSettings.Dimension, Connectivity, ExpansionAdd, ExpansionSearch);

    public GraphIndex(float[] vectors)
    {
        for (var row = 0; row < vectors.Length / IndexSettings.Dimension; row++)
        {
            _index.Add((ulong)row, RandomVectors.Row(vectors, row));
        }
    }

    public int[] Find(float[] query, int count)
    {
        _index.Search(query, count, out var found, out _);
        return Array.ConvertAll(found, key => (int)key);
    }

    public void Dispose() => _index.Dispose();
}
