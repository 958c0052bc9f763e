using System.Globalization;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Tests.Host;

/// <summary>Encodings that follow from an item's title: a number in it is the axis of its vector.</summary>
internal static class Encodings
{
    public static ItemEncoded Of(EncodeItem item) => new()
    {
        TenantId = item.TenantId,
        ItemId = item.ItemId,
        Revision = item.Revision,
        Embedding = TensorCodec.Pack(VectorOf(item.Title), 1, 256),
        EmotionProfile = Vectors.Peak(7, 5),
        IntentProfile = Vectors.Peak(5, 0),
        Model = "content-bert@1",
    };

    /// <summary>The same by a model that says what items are about: the number is the axis of that, too.</summary>
    public static ItemEncoded Meaning(EncodeItem item) => Of(item) with
    {
        Embedding = TensorCodec.Pack(Vectors.Axis(0), 1, 256),
        Meaning = TensorCodec.Pack(Vectors.Meaning(int.Parse(item.Title.Split(' ')[^1], CultureInfo.InvariantCulture)), 1, 384),
        Model = "content-bert@2",
    };

    private static float[] VectorOf(string title) =>
        int.TryParse(title.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var axis)
            ? Vectors.Between(0, axis, 0.3)
            : Vectors.Axis(0);
}
