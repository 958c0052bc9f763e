using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;

namespace Mmei.Ranking.Tests.Catalog;

public sealed class When_an_encoding_is_checked
{
    private static readonly ItemEncoded Good = new()
    {
        TenantId = "acme",
        ItemId = "a",
        Revision = 3,
        Embedding = TensorCodec.Pack(Vectors.Random(1), 1, 256),
        EmotionProfile = Vectors.Peak(7, 0),
        IntentProfile = Vectors.Peak(5, 0),
        Model = "content-bert@1",
    };

    [Fact]
    public void Should_take_a_good_one_at_the_norm_of_one()
    {
        var item = EncodedItem.Of(Good);

        item.Revision.ShouldBe(3);
        item.Embedding.Sum(value => (double)value * value).ShouldBe(1, 1e-6);
        item.Meaning.ShouldBeNull();
        EncodedItem.Of(Good with { Meaning = TensorCodec.Pack(Vectors.Meaning(3), 1, 384) }).Meaning.ShouldBe(Vectors.Meaning(3));
    }

    [Fact]
    public void Should_name_what_is_wrong()
    {
        Problem(Good with { Embedding = TensorCodec.Pack(new float[255], 1, 255) }).ShouldContain("1 x 255, expected 1 x 256");
        Problem(Good with { Embedding = TensorCodec.Pack(new float[512], 2, 256) }).ShouldContain("2 x 256");
        Problem(Good with { Embedding = TensorCodec.Pack(new float[256], 1, 256) }).ShouldContain("norm 0");
        Problem(Good with { Embedding = Good.Embedding with { Data = new byte[] { 1, 2, 3 } } }).ShouldContain("3 bytes");
        Problem(Good with { Embedding = Good.Embedding with { Data = NaN() } }).ShouldContain("not finite");
        Problem(Good with { Meaning = TensorCodec.Pack(new float[100], 1, 100) }).ShouldContain("its meaning is 1 x 100, expected 1 x 384");
        Problem(Good with { Meaning = TensorCodec.Pack(new float[384], 1, 384) }).ShouldContain("its meaning has the norm 0");
        Problem(Good with { EmotionProfile = [1] }).ShouldContain("emotion profile has 1 numbers, expected 7");
        Problem(Good with { EmotionProfile = [0, 0, 0, 0, 0, 0, 0] }).ShouldContain("sums to 0");
        Problem(Good with { IntentProfile = [double.NaN, 1, 0, 0, 0] }).ShouldContain("intent profile holds a number outside 0 to 1");
    }

    private static string Problem(ItemEncoded encoded) => Should.Throw<TensorFormatException>(() => EncodedItem.Of(encoded)).Message;

    private static byte[] NaN()
    {
        var data = Good.Embedding.Data.ToArray();
        (data[10], data[11]) = (0x00, 0x7E);
        return data;
    }
}
