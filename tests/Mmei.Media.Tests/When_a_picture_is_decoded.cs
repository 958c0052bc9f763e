using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_picture_is_decoded
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits(), TimeProvider.System);

    [Theory]
    [InlineData("png", 0)]
    [InlineData("png-rgba", 0)]
    [InlineData("png-palette", 0)]
    [InlineData("webp-lossless", 0)]
    [InlineData("webp", 12)]
    [InlineData("jpeg-progressive", 12)]
    [InlineData("orientation-1", 12)]
    [InlineData("orientation-2", 12)]
    [InlineData("orientation-3", 12)]
    [InlineData("orientation-4", 12)]
    [InlineData("orientation-5", 12)]
    [InlineData("orientation-6", 12)]
    [InlineData("orientation-7", 12)]
    [InlineData("orientation-8", 12)]
    public void Should_show_it_upright_in_its_colours(string name, int tolerance)
    {
        var image = Decode(Fixture.Pictures[name]);

        (image.Width, image.Height).ShouldBe((48, 32));
        ShouldBeNear(image, 12, 8, [220, 30, 30], tolerance);
        ShouldBeNear(image, 36, 8, [30, 200, 30], tolerance);
        ShouldBeNear(image, 12, 24, [30, 30, 220], tolerance);
        ShouldBeNear(image, 36, 24, [240, 240, 240], tolerance);
    }

    [Fact]
    public void Should_shrink_one_far_larger_than_needed()
    {
        var image = Decode(Fixture.Pictures["jpeg-large"]);

        (image.Width, image.Height).ShouldBe((288, 192));
        ShouldBeNear(image, 72, 48, [220, 30, 30], 12);
        ShouldBeNear(image, 216, 144, [240, 240, 240], 12);
    }

    [Fact]
    public void Should_keep_one_that_is_not_far_larger() =>
        Decode(Fixture.Pictures["jpeg-large"], 50).Width.ShouldBe(1200);

    [Theory]
    [InlineData(3, 48, 288, 192, new byte[] { 240, 240, 240 })]
    [InlineData(3, 50, 1200, 800, new byte[] { 240, 240, 240 })]
    [InlineData(6, 48, 192, 288, new byte[] { 30, 30, 220 })]
    [InlineData(6, 50, 800, 1200, new byte[] { 30, 30, 220 })]
    [InlineData(8, 48, 192, 288, new byte[] { 30, 200, 30 })]
    [InlineData(8, 50, 800, 1200, new byte[] { 30, 200, 30 })]
    public void Should_turn_a_large_one_upright(byte orientation, int neededSide, int width, int height, byte[] topLeft)
    {
        var image = Decode(Turned(Fixture.Pictures["jpeg-large"], orientation), neededSide);

        (image.Width, image.Height).ShouldBe((width, height));
        ShouldBeNear(image, width / 4, height / 4, topLeft, 12);
    }

    [Fact]
    public void Should_composite_transparency_over_white()
    {
        var image = Decode(Png.Write(3, 1, Png.Rgba, [10, 20, 30, 0, 10, 20, 30, 255, 0, 100, 200, 128]));

        image.Pixels.ToArray().ShouldBe([255, 255, 255, 10, 20, 30, 127, 177, 227]);
    }

    [Fact]
    public void Should_give_gray_as_equal_colours() =>
        Decode(Png.Write(2, 1, Png.Gray, [7, 200])).Pixels.ToArray().ShouldBe([7, 7, 7, 200, 200, 200]);

    [Fact]
    public void Should_reduce_16_bits_to_8() =>
        Decode(Png.Write(1, 1, Png.Rgb, [0x12, 0x34, 0x80, 0x00, 0xFF, 0xFF], depth: 16)).Pixels.ToArray().ShouldBe([0x12, 0x80, 0xFF]);

    [Fact]
    public void Should_stop_when_the_caller_has_gone()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Should.Throw<OperationCanceledException>(() => Decode(Fixture.Pictures["jpeg-large"], 48, gone.Token));
    }

    [Fact]
    public void Should_say_that_nothing_was_sent() => Rejection([]).ShouldBe(RejectionCode.Empty);

    [Fact]
    public void Should_not_read_other_formats() => Rejection([.. "GIF89a"u8, .. new byte[100]]).ShouldBe(RejectionCode.Unsupported);

    [Fact]
    public void Should_not_read_more_bytes_than_allowed() =>
        Rejection([.. Fixture.Pictures["png"], .. new byte[MediaLimits.MaxBytes]]).ShouldBe(RejectionCode.TooLarge);

    [Theory]
    [InlineData(1, 8_000_000)]
    [InlineData(8_000_000, 1)]
    [InlineData(16_000, 16_000)]
    [InlineData(1_000_000_000, 1_000_000_000)]
    public void Should_not_decode_huge_dimensions(int width, int height) =>
        Rejection(Png.Write(width, height, Png.Gray, [0])).ShouldBeOneOf(RejectionCode.TooLarge, RejectionCode.Undecodable);

    [Fact]
    public void Should_name_the_limit_that_is_exceeded() =>
        Should.Throw<MediaRejectedException>(() => Decode(Png.Write(1, 20_000, Png.Gray, [0])))
            .Message.ShouldBe("The Png picture is 1 x 20000; a side has at most 16384 pixels.");

    [Theory]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("jpeg-progressive")]
    [InlineData("orientation-1")]
    [InlineData("jpeg-large")]
    public void Should_reject_one_that_ends_early(string name)
    {
        var whole = Fixture.Pictures[name];
        for (var part = 1; part < 10; part++)
        {
            Rejection(whole[..(whole.Length * part / 10)]).ShouldBe(RejectionCode.Undecodable, $"{part}/10");
        }
    }

    [Fact]
    public void Should_reject_a_header_that_promises_more_rows() =>
        Rejection(Png.Write(100, 100, Png.Gray, new byte[100])).ShouldBe(RejectionCode.Undecodable);

    /// <summary>A JPEG with an EXIF block after its start that says how it is turned.</summary>
    private static byte[] Turned(byte[] jpeg, byte orientation) =>
    [
        .. jpeg[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001"u8,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. jpeg[2..],
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>None of these waits for another program.</summary>
    private static RgbImage Decode(byte[] media, int neededSide = 48, CancellationToken? cancellationToken = null) =>
        Decoder.DecodeAsync(MediaFile.Of(media), neededSide, cancellationToken ?? Cancellation).GetAwaiter().GetResult();

    private static RejectionCode Rejection(byte[] media) =>
        Should.Throw<MediaRejectedException>(() => Decode(media), $"{media.Length} bytes").Code;

    private static void ShouldBeNear(RgbImage image, int x, int y, byte[] colour, int tolerance)
    {
        var pixel = image.Pixels.Span.Slice(((y * image.Width) + x) * 3, 3);
        for (var channel = 0; channel < 3; channel++)
        {
            ((int)pixel[channel]).ShouldBeInRange(colour[channel] - tolerance, colour[channel] + tolerance);
        }
    }
}
