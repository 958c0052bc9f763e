namespace Mmei.Learning.Experiments;

/// <summary>What an interval needs to know of independent values.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">0 where there is none.</param>
/// <param name="Variance">Unbiased; 0 below two.</param>
public readonly record struct Moments(long Count, double Mean, double Variance)
{
    public static Moments OfSums(long count, double sum, double squares)
    {
        var mean = count > 0 ? sum / count : 0;
        return new Moments(count, mean, count > 1 ? Math.Max(0, (squares / count) - (mean * mean)) * count / (count - 1) : 0);
    }
}
