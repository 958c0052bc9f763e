using Mmei.Learning.Evaluation;

namespace Mmei.Cli.Simulate;

/// <summary>How much more one arm's people got than the same people in another: the ratio of means less 1, with 95 % bounds.</summary>
internal sealed record Gain(double Value, double Low, double High)
{
    private const int Resamples = 2000;

    /// <summary>Resamples people, each with both of their values.</summary>
    /// <param name="with">By person.</param>
    /// <param name="without">By the same person.</param>
    /// <param name="seed">Of the resampling.</param>
    public static Gain Of(double[] with, double[] without, int seed)
    {
        var interval = Bootstrap.OfRatio(with, without, new EvaluationSettings { Resamples = Resamples, Seed = seed });
        return new Gain(Bootstrap.Ratio(with.Sum(), without.Sum()) - 1, interval.Low - 1, interval.High - 1);
    }
}
