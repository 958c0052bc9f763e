using Mmei.Learning;
using Mmei.Learning.Numerics;

namespace Mmei.Feedback.Policies;

/// <summary>
/// Bayesian linear regression of reward on features, the learner of linear Thompson sampling (Agrawal and Goyal, 2013): precision
/// A = lambda I + sum x x^T, vector b = sum r x, mean A^-1 b. Inputs are rounded to fixed grids, so the sums are exact: any order of the
/// same
/// events, on any replica, gives the same state bit for bit. Not safe for concurrent use.
/// </summary>
internal sealed class LinearPosterior
{
    private const ushort Format = 1;

    // Beyond this a feature is no longer exact in float16, and the bound on exact sums no longer holds.
    private const double LargestFeature = 1;
    private readonly double[] _gram;
    private readonly double[] _moment;

    /// <param name="dimension">Number of features, at least 1.</param>
    public LinearPosterior(int dimension)
        : this(Positive(dimension), new double[PackedLower.Length(dimension)], new double[dimension], 0)
    {
    }

    private LinearPosterior(int dimension, double[] gram, double[] moment, long count) =>
        (Dimension, _gram, _moment, Count) = (dimension, gram, moment, count);

    public int Dimension { get; }

    /// <summary>Number of rewarded items so far.</summary>
    public long Count { get; private set; }

    private static ReadOnlySpan<byte> Magic => "LPOS"u8;

    /// <summary>Adds the first reward of one shown item: x x^T to the precision and r x to the vector.</summary>
    /// <param name="features">Length <see cref="Dimension"/>, each in [-1, 1].</param>
    /// <param name="reward">In [0, 1].</param>
    /// <exception cref="ArgumentException">A wrong length, or a number that is not finite or out of range. Nothing has changed.</exception>
    public void Add(ReadOnlySpan<double> features, double reward)
    {
        var x = Checked(features);
        var r = CheckedReward(reward, nameof(reward));
        Square(x, 1);
        Shift(x, r);
        Count++;
    }

    /// <summary>Takes out what was added: the sums are exact, so the posterior becomes what it would be without it, bit for bit.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Add"/>. Nothing has changed.</exception>
    public void Remove(ReadOnlySpan<double> features, double reward)
    {
        var x = Checked(features);
        var r = CheckedReward(reward, nameof(reward));
        Square(x, -1);
        Shift(x, -r);
        Count--;
    }

    /// <summary>Adds all that another one has learned, times a weight; the sums stay exact where that is 1.</summary>
    /// <param name="other">Of the same dimension.</param>
    /// <param name="weight">Above 0.</param>
    public void Merge(LinearPosterior other, double weight)
    {
        for (var i = 0; i < _gram.Length; i++)
        {
            _gram[i] += weight * other._gram[i];
        }

        for (var i = 0; i < _moment.Length; i++)
        {
            _moment[i] += weight * other._moment[i];
        }

        Count += other.Count;
    }

    /// <summary>Replaces the reward of an item that was added before: (new - old) x is added to the vector, the precision stays.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Add"/>. Nothing has changed.</exception>
    public void Revise(ReadOnlySpan<double> features, double oldReward, double newReward)
    {
        var x = Checked(features);
        Shift(x, CheckedReward(newReward, nameof(newReward)) - CheckedReward(oldReward, nameof(oldReward)));
    }

    /// <inheritdoc cref="PolicyState.Solve"/>
    public PolicyState ToPolicy(long version, double ridge, double noiseScale) =>
        PolicyState.Solve(version, Count, _gram, _moment, ridge, noiseScale);

    /// <summary>A copy that can go on learning on its own.</summary>
    public LinearPosterior Clone() => new(Dimension, [.. _gram], [.. _moment], Count);

    /// <summary>Checkpoint: little-endian, with magic, format and checksum.</summary>
    public byte[] ToBytes()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        writer.Write(Dimension);
        writer.Write(Count);
        writer.WriteDoubles(_gram);
        writer.WriteDoubles(_moment);
        return StateFrame.Write(Magic, Format, payload.ToArray());
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="CorruptStateException">The bytes are torn, altered or of another format.</exception>
    public static LinearPosterior FromBytes(ReadOnlySpan<byte> bytes)
    {
        var payload = new PayloadReader(StateFrame.Read(Magic, Format, bytes));
        var dimension = payload.ReadInt32();
        var count = payload.ReadInt64();
        if (dimension < 1 || count < 0)
        {
            throw new CorruptStateException($"has dimension {dimension} and count {count}");
        }

        var posterior = new LinearPosterior(
            dimension, payload.ReadDoubles(PackedLower.Length(dimension)), payload.ReadDoubles(dimension), count);
        payload.End();
        return posterior;
    }

    private void Square(ReadOnlySpan<double> x, double sign)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var row = _gram.AsSpan(PackedLower.Length(i), i + 1);
            for (var j = 0; j <= i; j++)
            {
                row[j] += sign * x[i] * x[j];
            }
        }
    }

    private void Shift(ReadOnlySpan<double> x, double delta)
    {
        for (var i = 0; i < x.Length; i++)
        {
            _moment[i] += delta * x[i];
        }
    }

    private double[] Checked(ReadOnlySpan<double> features)
    {
        if (features.Length != Dimension)
        {
            throw new ArgumentException($"Expected {Dimension} features, got {features.Length}.", nameof(features));
        }

        var x = new double[features.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Math.Abs(features[i]) <= LargestFeature
                ? ExactGrid.Feature(features[i])
                : throw new ArgumentException($"Feature {i} is {features[i]}: it must be in [-1, 1].", nameof(features));
        }

        return x;
    }

    private static double CheckedReward(double reward, string name) => reward is >= 0 and <= 1
        ? ExactGrid.Reward(reward)
        : throw new ArgumentException($"A reward is in [0, 1], got {reward}.", name);

    private static int Positive(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return dimension;
    }
}
