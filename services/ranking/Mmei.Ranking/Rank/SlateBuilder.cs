namespace Mmei.Ranking.Rank;

/// <summary>
/// Fills a slate from the top: each place goes to the item with the largest relevance minus its likeness to the items above (maximal
/// marginal
/// relevance; Carbonell and Goldstein, SIGIR 1998). Likeness is the largest dot product with an item above, never below 0. For one
/// decision,
/// used again for many relevances; not safe for concurrent use.
/// </summary>
/// <param name="vectors">One for each item.</param>
/// <param name="weight">Of likeness.</param>
/// <param name="cap">How many items of one creator come before all others have come; null: as many as do.</param>
internal sealed class SlateBuilder(IReadOnlyList<float[]> vectors, double weight, CreatorCap? cap = null)
{
    private readonly float[]?[] _alike = new float[vectors.Count][];
    private readonly float[] _likeness = new float[vectors.Count];
    private readonly bool[] _taken = new bool[vectors.Count];

    /// <param name="relevance">One number for each item; of equal items the first wins.</param>
    /// <param name="slate">Filled with positions of items; at most as long as there are items.</param>
    /// <param name="diversity">As long as <paramref name="slate"/>: what each item lost to those above it, 0 or less.</param>
    /// <param name="first">Who stands first, whatever the relevance; null: the most relevant.</param>
    public void Build(ReadOnlySpan<double> relevance, Span<int> slate, Span<double> diversity, int? first = null)
    {
        Array.Clear(_likeness);
        Array.Clear(_taken);
        cap?.Clear();
        for (var place = 0; place < slate.Length; place++)
        {
            var best = place == 0 && first is { } given ? given : Best(relevance, withinCap: true);
            best = best >= 0 ? best : Best(relevance, withinCap: false);
            (slate[place], diversity[place]) = (best, -weight * _likeness[best]);
            _taken[best] = true;
            cap?.Take(best);
            if (weight > 0 && place + 1 < slate.Length)
            {
                Compare(best);
            }
        }
    }

    /// <summary>-1 where none is left.</summary>
    private int Best(ReadOnlySpan<double> relevance, bool withinCap)
    {
        var (best, most) = (-1, double.NegativeInfinity);
        for (var i = 0; i < relevance.Length; i++)
        {
            var value = relevance[i] - (weight * _likeness[i]);
            if (!_taken[i] && (value > most || best < 0) && !(withinCap && cap?.IsReached(i) is true))
            {
                (best, most) = (i, value);
            }
        }

        return best;
    }

    private void Compare(int chosen)
    {
        var alike = _alike[chosen] ??= Alike(chosen);
        for (var i = 0; i < alike.Length; i++)
        {
            _likeness[i] = Math.Max(_likeness[i], alike[i]);
        }
    }

    private float[] Alike(int chosen)
    {
        var alike = new float[vectors.Count];
        for (var i = 0; i < alike.Length; i++)
        {
            alike[i] = DeterministicDot.Of(vectors[chosen], vectors[i]);
        }

        return alike;
    }
}
