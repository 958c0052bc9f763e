namespace Mmei.Cli.Simulate.World;

internal static class Chance
{
    /// <summary>Which of the weights a uniform number falls on.</summary>
    /// <param name="weights">Not below 0, with a sum above it.</param>
    /// <param name="uniform">In 0 to 1.</param>
    public static int Pick(IReadOnlyList<double> weights, double uniform)
    {
        var left = uniform * weights.Sum();
        for (var i = 0; i < weights.Count - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }
}
