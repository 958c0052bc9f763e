using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Audio;
using Mmei.Media.Images;

namespace Mmei.Media.Tests;

public sealed class When_a_phone_sends_a_picture
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits { DecodeTime = TimeSpan.FromMinutes(1) }, TimeProvider.System);

    [Theory]
    [InlineData("whole.avif")]
    [InlineData("whole.heic")]
    public async Task Should_show_it_in_its_colours(string name)
    {
        var image = await Decode(Fixture.File(name));

        (image.Width, image.Height).ShouldBe((128, 96));
        ShouldShow(image, [220, 30, 30], [30, 180, 30], [30, 30, 220], [240, 240, 240]);
    }

    [Fact]
    public async Task Should_join_its_tiles_and_turn_it_upright()
    {
        var image = await Decode(Fixture.File("grid.heic"));

        (image.Width, image.Height).ShouldBe((100, 120));
        ShouldShow(image, [30, 180, 30], [240, 240, 240], [220, 30, 30], [30, 30, 220]);
    }

    [Fact]
    public async Task Should_shrink_one_far_larger_than_needed()
    {
        var image = await Decode(Fixture.File("grid.heic"), neededSide: 6);

        (image.Width, image.Height).ShouldBe((25, 30));
        ShouldShow(image, [30, 180, 30], [240, 240, 240], [220, 30, 30], [30, 30, 220]);
    }

    [Fact]
    public async Task Should_say_that_the_server_lacks_what_it_takes()
    {
        var bare = new ImageDecoder(new ImageLimits(), TimeProvider.System, ffmpeg: null);

        var rejection = await Should.ThrowAsync<MediaRejectedException>(
            () => bare.DecodeAsync(MediaFile.Of(Fixture.File("whole.heic")), 48, Cancellation));

        rejection.Code.ShouldBe(RejectionCode.Unsupported);
        rejection.Message.ShouldBe("Heic pictures are not read on this server, which has no ffmpeg; JPEG, PNG, WebP and AVIF are.");
    }

    [Fact]
    public async Task Should_keep_to_the_limits()
    {
        SkipWithoutFfmpeg();
        var small = new ImageDecoder(new ImageLimits { MaxPixels = 1_000 }, TimeProvider.System);

        foreach (var name in new[] { "whole.avif", "whole.heic", "grid.heic" })
        {
            (await Should.ThrowAsync<MediaRejectedException>(
                () => small.DecodeAsync(MediaFile.Of(Fixture.File(name)), 48, Cancellation), name)).Code.ShouldBe(RejectionCode.TooLarge);
        }
    }

    [Theory]
    [InlineData("whole.avif")]
    [InlineData("whole.heic")]
    [InlineData("grid.heic")]
    public async Task Should_reject_one_that_is_cut_off(string name)
    {
        SkipWithoutFfmpeg();
        var file = Fixture.File(name);
        foreach (var length in new[] { 40, 100, 200, file.Length / 2, file.Length - 40 })
        {
            (await Should.ThrowAsync<MediaRejectedException>(
                () => Decoder.DecodeAsync(MediaFile.Of(file[..length]), 48, Cancellation), $"{length} bytes")).Code
                .ShouldBe(RejectionCode.Undecodable);
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<RgbImage> Decode(byte[] media, int neededSide = 48)
    {
        SkipWithoutFfmpeg();
        return Decoder.DecodeAsync(MediaFile.Of(media), neededSide, Cancellation);
    }

    private static void SkipWithoutFfmpeg() => Assert.SkipUnless(
        new AudioDecoder(new AudioLimits(), TimeProvider.System).Formats.Contains(MediaType.Flac),
        "ffmpeg is not installed: apt-get install ffmpeg");

    /// <summary>The colours of its quarters, row after row.</summary>
    private static void ShouldShow(RgbImage image, params byte[][] colours)
    {
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (((2 * (i % 2)) + 1) * image.Width / 4, ((2 * (i / 2)) + 1) * image.Height / 4);
            var pixel = image.Pixels.Span.Slice(((y * image.Width) + x) * 3, 3).ToArray();
            pixel.Zip(colours[i]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 12, $"({x}, {y}) is {string.Join(' ', pixel)}");
        }
    }
}
