using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Encoders.Tests;

/// <summary>With the real detector, on drawn pictures.</summary>
public sealed class When_a_picture_shows_people_or_none(EncoderHost host) : IClassFixture<EncoderHost>
{
    [Theory]
    [InlineData("twelve", 12)]
    [InlineData("edge", 1)]
    [InlineData("upside-down", 1)]
    [InlineData("grey-48", 1)]
    public async Task Should_read_one_and_say_how_many_there_are(string picture, int faces)
    {
        var encoded = (await EncodeAsync(picture)).ShouldBeOfType<ModalityEncoded>();

        encoded.Quality.ShouldNotBeNull().Faces.ShouldBe(faces);
        encoded.Quality.Parts.ShouldBe(1);
    }

    [Fact]
    public async Task Should_say_where_the_face_is_that_was_read()
    {
        var face = (await EncodeAsync("grey-48")).ShouldBeOfType<ModalityEncoded>().Quality!.Face.ShouldNotBeNull();

        (face.X + (face.Width / 2)).ShouldBe(0.5, 0.15);
        (face.Y + (face.Height / 2)).ShouldBe(0.5, 0.2);
        face.Width.ShouldBeInRange(0.3, 1);
    }

    [Theory]
    [InlineData("20x20")]
    [InlineData("room")]
    [InlineData("writing")]
    [InlineData("black")]
    [InlineData("grey")]
    [InlineData("white")]
    [InlineData("dot")]
    [InlineData("covered")]
    [InlineData("finger")]
    [InlineData("noise")]
    [InlineData("stripes")]
    [InlineData("gradient")]
    public async Task Should_say_that_there_is_no_face(string picture)
    {
        var rejected = (await EncodeAsync(picture)).ShouldBeOfType<ModalityRejected>();

        rejected.Modality.ShouldBe(Modality.Image);
        rejected.Code.ShouldBe(RejectionCode.NoFace);
        rejected.Reason.ShouldContain("face");
    }

    private Task<object> EncodeAsync(string picture) =>
        host.EncodeImageAsync(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "faces", $"{picture}.png")));
}
