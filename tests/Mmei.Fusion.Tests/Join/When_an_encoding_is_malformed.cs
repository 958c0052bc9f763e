using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Tests.Join;

public sealed class When_an_encoding_is_malformed : IDisposable
{
    private readonly JoinFixture _fixture = new();

    public static TheoryData<EncodedTensor> Malformed =>
    [
        TensorCodec.Pack(new float[33 * 256], 33, 256),
        TensorCodec.Pack(new float[2 * 255], 2, 255),
        TensorCodec.Pack(new float[256], 1, 256) with { Rows = 2 },
        TensorCodec.Pack([], 0, 256),
        new EncodedTensor
        {
            Rows = 1,
            Columns = 256,
            Data = Enumerable.Repeat((byte)0x7e, 512).ToArray(),
        }, // not a number, in half precision
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Should_refuse_it(EncodedTensor tokens)
    {
        TokenShape.Fits(tokens).ShouldBeFalse();
        TokenShape.Fits(_fixture.Encoded(Modality.Image, rows: 32).Tokens).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Should_go_on_without_it(EncodedTensor tokens)
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Text));

        _fixture.Add(_fixture.Encoded(Modality.Image) with { Tokens = tokens });

        _fixture.Memory.Rented.ShouldBe(1);
        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Degraded.ShouldBeTrue();
        joined.Results(_ => 1).Single(result => result.Modality == Modality.Image).Reason.ShouldBe("Its encoding is malformed.");
    }

    [Theory]
    [InlineData(new[] { 0.5f, 0.5f })]
    [InlineData(new[] { 0.5f, 0.5f, 0.5f, 0, 0, 0, 0 })]
    [InlineData(new[] { -0.5f, 1.5f, 0, 0, 0, 0, 0 })]
    [InlineData(new[] { float.NaN, 1, 0, 0, 0, 0, 0 })]
    public void Should_refuse_a_reading_that_is_no_distribution(float[] emotion)
    {
        var encoded = _fixture.Encoded(Modality.Image);

        TokenShape.Fits(encoded with { Emotion = emotion }).ShouldBeFalse();
        TokenShape.Fits(encoded with { Emotion = [0.5f, 0.5f, 0, 0, 0, 0, 0] }).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 256)]
    [InlineData(2, 384)]
    [InlineData(1, 383)]
    public void Should_go_on_without_words_whose_wish_has_another_shape(int rows, int columns)
    {
        _fixture.Open(_fixture.Ticket(1000, Modality.Image, Modality.Text));
        _fixture.Add(_fixture.Encoded(Modality.Image));

        _fixture.Add(_fixture.Encoded(Modality.Text) with { Wish = TensorCodec.Pack(new float[rows * columns], rows, columns) });

        var joined = _fixture.Ready().ShouldHaveSingleItem();
        joined.Wish.ShouldBeNull();
        joined.Results(_ => 1).Single(result => result.Modality == Modality.Text).Reason.ShouldBe("Its encoding is malformed.");
    }

    public void Dispose() => _fixture.Dispose();
}
