using System.Text;
using Mmei.Learning.Numerics;

namespace Mmei.Learning;

/// <summary>
/// An immutable policy: the normal distribution N(mean, noiseScale^2 A^-1) over weights, kept as the mean and the Cholesky factor of A.
/// Feedback makes it with <see cref="Solve"/>, rankers score and draw from it; safe for concurrent use.
/// </summary>
public sealed class PolicyState
{
    /// <summary>The name of the policy that feedback learns: linear Thompson sampling (Agrawal and Goyal, 2013).</summary>
    public const string LinearThompsonSampling = "lin-ts";

    private const ushort Format = 1;
    private readonly double[] _mean;
    private readonly double[] _factor;

    internal PolicyState(string name, long version, long count, double noiseScale, double[] mean, double[] factor)
    {
        if (!(noiseScale >= 0) || !double.IsFinite(noiseScale))
        {
            throw new ArgumentOutOfRangeException(nameof(noiseScale), noiseScale, "The noise scale is a finite number, at least 0.");
        }

        (Name, Version, Count, NoiseScale, _mean, _factor) = (name, version, count, noiseScale, mean, factor);
    }

    public string Name { get; }

    public long Version { get; }

    /// <summary>Number of rewarded items that this policy has learned from.</summary>
    public long Count { get; }

    /// <summary>
    /// How much it explores; 0 not at all. Of Thompson sampling the standard deviation of a draw per unit of posterior deviation; what it
    /// is of other policies, <see cref="Policies.KnownPolicies"/> says.
    /// </summary>
    public double NoiseScale { get; }

    public int Dimension => _mean.Length;

    /// <summary>The posterior mean of the weights, length <see cref="Dimension"/>.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    private static ReadOnlySpan<byte> Magic => "LPOL"u8;

    /// <summary>The policy before any reward: mean 0, precision ridge I.</summary>
    public static PolicyState Prior(int dimension, double ridge, double noiseScale) =>
        Solve(0, 0, new double[PackedLower.Length(dimension)], new double[dimension], ridge, noiseScale);

    /// <summary>
    /// The policy of a Bayesian linear regression: precision A = ridge I + gram, mean A^-1 moment. Costs one Cholesky factorisation, d^3/3
    /// operations.
    /// </summary>
    /// <param name="version">The policy's version, increasing.</param>
    /// <param name="count">Number of rewarded items so far.</param>
    /// <param name="gram">Sum of x x^T, see <see cref="PackedLower"/>.</param>
    /// <param name="moment">Sum of reward x.</param>
    /// <param name="ridge">lambda &gt; 0: the prior precision of each weight.</param>
    /// <param name="noiseScale">Standard deviation of reward noise times the wanted amount of exploration, at least 0; 0 never
    /// explores.</param>
    public static PolicyState Solve(
        long version, long count, ReadOnlySpan<double> gram, ReadOnlySpan<double> moment, double ridge, double noiseScale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ridge);
        var precision = gram.ToArray();
        for (var i = 0; i < moment.Length; i++)
        {
            precision[PackedLower.Length(i) + i] += ridge;
        }

        var factor = PackedLower.Factor(precision, moment.Length);
        var mean = moment.ToArray();
        PackedLower.Solve(factor, mean);
        PackedLower.SolveTransposed(factor, mean);
        return new PolicyState(LinearThompsonSampling, version, count, noiseScale, mean, factor);
    }

    /// <summary>The same knowledge under another policy, or with another amount of exploration.</summary>
    public PolicyState With(string name, double exploration) => new(name, Version, Count, exploration, _mean, _factor);

    /// <summary>Expected reward of an item: mean . x.</summary>
    /// <param name="features">Length <see cref="Dimension"/>.</param>
    public double Score(ReadOnlySpan<double> features) => Score(_mean, features);

    /// <summary>Expected reward under drawn weights: weights . x, summed in index order so that a replay gives the same bits.</summary>
    public static double Score(ReadOnlySpan<double> weights, ReadOnlySpan<double> features) => SequentialDot.Of(weights, features);

    /// <summary>Weights drawn from this policy.</summary>
    public double[] Draw(SeededRandom random)
    {
        var weights = new double[Dimension];
        foreach (ref var weight in weights.AsSpan())
        {
            weight = random.Gaussian();
        }

        Draw(weights);
        return weights;
    }

    /// <summary>Turns standard normal numbers z into weights drawn from this policy: mean + noiseScale L^-T z, where A = L L^T.</summary>
    /// <param name="weights">Length <see cref="Dimension"/>: z before, the weights after.</param>
    public void Draw(Span<double> weights)
    {
        PackedLower.SolveTransposed(_factor, weights);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _mean[i] + (NoiseScale * weights[i]);
        }
    }

    /// <summary>
    /// Standard deviation of the expected reward of an item: noiseScale sqrt(x^T A^-1 x). How unsure the policy is about it.
    /// </summary>
    public double Deviation(ReadOnlySpan<double> features)
    {
        if (features.Length != Dimension)
        {
            throw new ArgumentException($"Expected {Dimension} features, got {features.Length}.", nameof(features));
        }

        var x = new double[Dimension];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = features[i];
        }

        PackedLower.Solve(_factor, x);
        return NoiseScale * Math.Sqrt(Score(x, x));
    }

    /// <summary>Little-endian bytes with magic, format and checksum: what <c>PolicySnapshot</c> carries.</summary>
    public byte[] ToBytes()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload, Encoding.UTF8);
        writer.Write(Name);
        writer.Write(Version);
        writer.Write(Count);
        writer.Write(NoiseScale);
        writer.Write(Dimension);
        writer.WriteDoubles(_mean);
        writer.WriteDoubles(_factor);
        return StateFrame.Write(Magic, Format, payload.ToArray());
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="CorruptStateException">The bytes are torn, altered or of another format.</exception>
    public static PolicyState FromBytes(ReadOnlySpan<byte> bytes)
    {
        var payload = new PayloadReader(StateFrame.Read(Magic, Format, bytes));
        var (name, version, count, noiseScale) = (payload.ReadText(), payload.ReadInt64(), payload.ReadInt64(), payload.ReadDouble());
        var dimension = payload.ReadInt32();
        if (dimension < 1 || !(noiseScale >= 0) || !double.IsFinite(noiseScale))
        {
            throw new CorruptStateException($"has dimension {dimension} and noise scale {noiseScale}");
        }

        var state = new PolicyState(
            name, version, count, noiseScale, payload.ReadDoubles(dimension), payload.ReadDoubles(PackedLower.Length(dimension)));
        payload.End();
        return state;
    }
}
