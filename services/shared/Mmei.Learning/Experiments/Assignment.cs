using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mmei.Learning.Experiments;

/// <summary>
/// Who is in which arm: a pure function of the experiment's seed and the person, so nothing has to be stored for it to be sticky.
/// </summary>
public static class Assignment
{
    private const double Ulp = 1.0 / (1UL << 53);

    /// <param name="seed">Of the experiment: people of one arm spread over all arms of an experiment with another seed.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="weights">The arms' shares, which sum to 1.</param>
    /// <returns>The index of the arm.</returns>
    public static int Of(int seed, string userId, IReadOnlyList<double> weights)
    {
        var place = Place(seed, userId);
        var end = 0.0;
        for (var arm = 0; arm < weights.Count - 1; arm++)
        {
            end += weights[arm];
            if (place < end)
            {
                return arm;
            }
        }

        return weights.Count - 1;
    }

    /// <summary>A seed that follows from a name, 0 or above.</summary>
    public static int SeedOf(string name) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) & int.MaxValue);

    // The first 53 bits of SHA-256(seed, person), as a number in [0, 1).
    private static double Place(int seed, string userId)
    {
        var source = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(userId)];
        BinaryPrimitives.WriteInt32BigEndian(source, seed);
        Encoding.UTF8.GetBytes(userId, source.AsSpan(sizeof(int)));
        return (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(source)) >> 11) * Ulp;
    }
}
