using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Rank;

/// <summary>The emotion that items should carry, given the recognised one and the goal.</summary>
internal static class MoodTarget
{
    /// <param name="emotion">Recognised probabilities, in the order of <see cref="Emotion"/>.</param>
    /// <param name="goal">Match keeps them; lift moves them towards joy, calm towards neutral.</param>
    /// <param name="shift">How far, 0 to 1.</param>
    /// <returns>A distribution of the same length.</returns>
    public static double[] Of(ReadOnlySpan<double> emotion, MoodGoal goal, double shift)
    {
        var target = emotion.ToArray();
        if (goal == MoodGoal.Match)
        {
            return target;
        }

        var towards = (int)(goal == MoodGoal.Lift ? Emotion.Joy : Emotion.Neutral);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = ((1 - shift) * target[i]) + (i == towards ? shift : 0);
        }

        return target;
    }

    /// <summary>How near two distributions are: the Bhattacharyya coefficient, sum sqrt(p q), 0 to 1.</summary>
    public static double Nearness(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Sqrt(left[i] * right[i]);
        }

        return Math.Min(1, sum);
    }
}
