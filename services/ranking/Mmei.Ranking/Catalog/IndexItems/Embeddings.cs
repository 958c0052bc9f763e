using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Index;

namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>Checks what the content model sent before anything keeps it.</summary>
internal static class Embeddings
{
    // Half precision moves the norm of a unit vector by less than 0.001.
    private const float NormSlack = 0.01f;
    private const double SumSlack = 0.01;

    public static bool TryRead(ItemEncoded encoded, [NotNullWhen(true)] out EncodedItem? item, [NotNullWhen(false)] out string? problem)
    {
        item = null;
        if (!TryUnpack(encoded.Embedding, out var embedding, out problem))
        {
            return false;
        }

        problem = Problem(encoded.EmotionProfile, Enum.GetValues<Emotion>().Length, "emotion")
            ?? Problem(encoded.IntentProfile, Enum.GetValues<Intent>().Length, "intent");
        if (problem is not null)
        {
            return false;
        }

        item = new EncodedItem(
            encoded.TenantId,
            encoded.ItemId,
            encoded.Revision,
            embedding,
            [.. encoded.EmotionProfile],
            [.. encoded.IntentProfile],
            encoded.Model);
        return true;
    }

    private static bool TryUnpack(EncodedTensor tensor, [NotNullWhen(true)] out float[]? embedding, [NotNullWhen(false)] out string? problem)
    {
        embedding = null;
        if (tensor.Rows != 1 || tensor.Columns != IVectorIndex.Dimension)
        {
            problem = $"its embedding is {tensor.Rows} x {tensor.Columns}, expected 1 x {IVectorIndex.Dimension}";
            return false;
        }

        try
        {
            var values = TensorCodec.Unpack(tensor);
            var norm = TensorPrimitives.Norm<float>(values);
            if (Math.Abs(norm - 1) > NormSlack)
            {
                problem = $"its embedding has the norm {norm}, expected 1";
                return false;
            }

            TensorPrimitives.Divide(values, norm, values);
            (embedding, problem) = (values, null);
            return true;
        }
        catch (TensorFormatException malformed)
        {
            problem = malformed.Message;
            return false;
        }
    }

    private static string? Problem(IReadOnlyList<double> profile, int length, string name) =>
        profile.Count != length ? $"its {name} profile has {profile.Count} numbers, expected {length}"
        : profile.Any(share => !(share is >= 0 and <= 1)) ? $"its {name} profile holds a number outside 0 to 1"
        : Math.Abs(profile.Sum() - 1) > SumSlack ? $"its {name} profile sums to {profile.Sum()}, expected 1"
        : null;
}
