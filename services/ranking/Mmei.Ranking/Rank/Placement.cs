namespace Mmei.Ranking.Rank;

/// <summary>One slate and what led to it, in arrays that are used again for every draw.</summary>
internal sealed class Placement(int items, int size)
{
    private readonly double[] _relevance = new double[items];

    /// <summary>The policy part of every item.</summary>
    public double[] Policy { get; } = new double[items];

    /// <summary>Positions of items, from the top.</summary>
    public int[] Slate { get; } = new int[size];

    /// <summary>The diversity part of every place.</summary>
    public double[] Diversity { get; } = new double[size];

    /// <param name="scored">The candidates.</param>
    /// <param name="builder">Of the slate.</param>
    /// <param name="weights">Of the policy.</param>
    /// <param name="first">Who stands first, whatever the scores; null: the best.</param>
    public void Fill(ScoredCandidates scored, SlateBuilder builder, ReadOnlySpan<double> weights, int? first = null)
    {
        scored.Policy(weights, Policy);
        for (var i = 0; i < _relevance.Length; i++)
        {
            _relevance[i] = scored.Base[i] + Policy[i];
        }

        builder.Build(_relevance, Slate, Diversity, first);
    }
}
