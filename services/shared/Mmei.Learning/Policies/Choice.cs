using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>A candidate drawn from a policy.</summary>
/// <param name="Index">Which.</param>
/// <param name="Propensity">The probability with which it was.</param>
public readonly record struct Choice(int Index, double Propensity)
{
    /// <summary>Draws from a distribution.</summary>
    /// <param name="propensities">At least one above 0; what is above 0 is chosen alone, whatever rounding leaves of the sum.</param>
    /// <param name="random">Decides.</param>
    public static Choice Draw(ReadOnlySpan<double> propensities, SeededRandom random)
    {
        var (left, chosen) = (random.Uniform(), -1);
        for (var i = 0; i < propensities.Length && (chosen < 0 || left >= 0); i++)
        {
            if (propensities[i] > 0)
            {
                (left, chosen) = (left - propensities[i], i);
            }
        }

        return chosen >= 0
            ? new Choice(chosen, propensities[chosen])
            : throw new ArgumentException("Nothing has a propensity above 0.", nameof(propensities));
    }

    /// <summary>The largest; of equal ones the first.</summary>
    public static int Best(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
