using System.Numerics.Tensors;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Rank;

/// <summary>What the index is asked for: the items that score highest by congruence, intent and what was said.</summary>
internal static class CandidateQuery
{
    /// <summary>
    /// [a F ; aim ; b wish] with what each counts in a score, so that a goal that changes the mood finds items that do. Where nothing of it
    /// counts, [F ; 0 ; 0].
    /// </summary>
    public static float[] Of(RankingContext context, RankingOptions options)
    {
        var weights = ScoreWeights.Of(context, options);
        var query = IndexVector.Of(
            Times(weights.State, context.Fused),
            context.Wish is { } wish ? Times(weights.Said, wish) : null,
            IndexVector.Profile(context.Mood.Target, context.Intent, weights.Profile, weights.Intent));
        return query.AsSpan().ContainsAnyExcept(0f) ? query : IndexVector.Of(context.Fused, meaning: null);
    }

    private static float[] Times(double weight, float[] vector)
    {
        var product = new float[vector.Length];
        TensorPrimitives.Multiply(vector, (float)weight, product);
        return product;
    }
}
