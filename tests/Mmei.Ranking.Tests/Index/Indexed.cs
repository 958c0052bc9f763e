using Mmei.Ranking.Index;

namespace Mmei.Ranking.Tests.Index;

/// <summary>Vectors for tests as the index keeps them.</summary>
internal static class Indexed
{
    /// <summary>A random E_c and meaning, and some profile, that follow from the seed.</summary>
    public static float[] Random(int seed) =>
        IndexVector.Of(
            Vectors.Random(seed),
            [.. Vectors.Random(seed + 1_000), .. Vectors.Random(seed)[128..]],
            IndexVector.Profile(Vectors.Peak(7, Math.Abs(seed) % 7), Vectors.Peak(5, Math.Abs(seed) % 5)));

    /// <summary>E_c along one axis, without a meaning.</summary>
    public static float[] Axis(int axis) => IndexVector.Of(Vectors.Axis(axis), meaning: null);

    /// <inheritdoc cref="Vectors.Between"/>
    public static float[] Between(int axis, int other, double turn) => IndexVector.Of(Vectors.Between(axis, other, turn), meaning: null);
}
