using Mmei.Learning.Numerics;

namespace Mmei.Learning.Policies;

/// <summary>Boltzmann exploration: the propensity is proportional to exp(expected value / temperature).</summary>
/// <param name="temperature">In units of value; 0 takes the best.</param>
public sealed class Softmax(double temperature) : IPolicy
{
    public void Propensities(IBeliefs beliefs, SeededRandom random, Span<double> propensities)
    {
        var expected = beliefs.Expected;
        var best = Choice.Best(expected);
        var sum = 0.0;
        for (var i = 0; i < propensities.Length; i++)
        {
            // The distance from the best, so that nothing overflows; 0 / 0 at temperature 0 is the best itself.
            var distance = (expected[i] - expected[best]) / temperature;
            propensities[i] = i == best ? 1 : temperature > 0 ? Math.Exp(distance) : 0;
            sum += propensities[i];
        }

        foreach (ref var propensity in propensities)
        {
            propensity /= sum;
        }
    }
}
