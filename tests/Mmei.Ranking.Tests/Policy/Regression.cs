using Mmei.Learning;

namespace Mmei.Ranking.Tests.Policy;

/// <summary>What feedback learns from, as plain sums.</summary>
internal sealed class Regression(int dimension)
{
    private readonly double[] _gram = new double[dimension * (dimension + 1) / 2];
    private readonly double[] _moment = new double[dimension];
    private long _count;

    public void Add(double[] features, double reward)
    {
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                _gram[(i * (i + 1) / 2) + j] += features[i] * features[j];
            }

            _moment[i] += reward * features[i];
        }

        _count++;
    }

    public PolicyState ToPolicy(long version, double ridge, double noiseScale) =>
        PolicyState.Solve(version, _count, _gram, _moment, ridge, noiseScale);
}
