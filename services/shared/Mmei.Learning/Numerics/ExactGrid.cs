namespace Mmei.Learning.Numerics;

/// <summary>
/// The grids on which features and rewards live, so that sums of their products are exact in double precision and therefore do not depend
/// on the order of events. Features are multiples of 2^-10 in [-1, 1] (exact in float16 too, so they cross the wire unchanged), rewards are
/// multiples of 2^-16. Then x x^T lies on the 2^-20 grid and r x on the 2^-26 grid: exact for 2^33 and 2^27 (134 million) observations.
/// </summary>
public static class ExactGrid
{
    private const double FeatureStep = 1.0 / 1024;
    private const double RewardStep = 1.0 / 65536;

    public static double Feature(double value) => Math.Round(value / FeatureStep) * FeatureStep;

    public static double Reward(double value) => Math.Round(value / RewardStep) * RewardStep;
}
