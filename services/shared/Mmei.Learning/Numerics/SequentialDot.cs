namespace Mmei.Learning.Numerics;

/// <summary>
/// Dot products summed in index order: a vectorised sum depends on the machine's vector width, and a replay must not.
/// </summary>
public static class SequentialDot
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"Expected {left.Length} numbers, got {right.Length}.", nameof(right));
        }

        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
