using System.Numerics.Tensors;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Rank;

/// <summary>What the index is asked for: the items that score highest by what is felt and by what was said.</summary>
internal static class CandidateQuery
{
    /// <summary>[a F ; b wish], where a and b are what F . E_c and wish . meaning count in a score; without a wish [F ; 0].</summary>
    public static float[] Of(RankingContext context, RankingOptions options)
    {
        var weights = ScoreWeights.Of(context, options);
        return context.Wish is { } wish && weights.Said > 0
            ? IndexVector.Of(Times(weights.State, context.Fused), Times(weights.Said, wish))
            : IndexVector.Of(context.Fused, meaning: null);
    }

    private static float[] Times(double weight, float[] vector)
    {
        var product = new float[vector.Length];
        TensorPrimitives.Multiply(vector, (float)weight, product);
        return product;
    }
}
