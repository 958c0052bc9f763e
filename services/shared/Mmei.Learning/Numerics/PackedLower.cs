namespace Mmei.Learning.Numerics;

/// <summary>
/// Lower triangular matrices in packed row-major order: entry (i, j), j &lt;= i, is at i(i+1)/2 + j. Half the memory and half the bytes on
/// the
/// bus of a square array, and rows stay contiguous for the inner products that dominate factorisation and substitution.
/// </summary>
public static class PackedLower
{
    public static int Length(int dimension) => dimension * (dimension + 1) / 2;

    /// <summary>
    /// Cholesky factor L of the symmetric positive definite matrix whose lower triangle is <paramref name="matrix"/>, so that L L^T equals
    /// it
    /// (Golub and Van Loan, Matrix Computations, algorithm 4.2.1). Length d(d+1)/2 in and out.
    /// </summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite to working precision.</exception>
    public static double[] Factor(ReadOnlySpan<double> matrix, int dimension)
    {
        var factor = matrix.ToArray();
        for (var i = 0; i < dimension; i++)
        {
            var row = factor.AsSpan(Length(i), i + 1);
            for (var j = 0; j < i; j++)
            {
                var other = factor.AsSpan(Length(j), j + 1);
                row[j] = (row[j] - SequentialDot.Of(row[..j], other[..j])) / other[j];
            }

            var pivot = row[i] - SequentialDot.Of(row[..i], row[..i]);
            if (!(pivot > 0) || !double.IsFinite(pivot))
            {
                throw new ArithmeticException($"The precision matrix is not positive definite: pivot {i} is {pivot:R}.");
            }

            row[i] = Math.Sqrt(pivot);
        }

        return factor;
    }

    /// <summary>Solves L y = v in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            var row = factor.Slice(Length(i), i + 1);
            vector[i] = (vector[i] - SequentialDot.Of(row[..i], vector[..i])) / row[i];
        }
    }

    /// <summary>Solves L^T y = v in place.</summary>
    public static void SolveTransposed(ReadOnlySpan<double> factor, Span<double> vector)
    {
        for (var i = vector.Length - 1; i >= 0; i--)
        {
            var row = factor.Slice(Length(i), i + 1);
            var value = vector[i] / row[i];
            vector[i] = value;
            for (var j = 0; j < i; j++)
            {
                vector[j] -= row[j] * value;
            }
        }
    }
}
