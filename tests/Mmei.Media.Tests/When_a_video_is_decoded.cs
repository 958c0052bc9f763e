using System.Diagnostics;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Audio;
using Mmei.Media.Video;
using Mmei.Testing.Servers;

namespace Mmei.Media.Tests;

public sealed class When_a_video_is_decoded
{
    private static readonly VideoDecoder Decoder = new(new VideoLimits { DecodeTime = TimeSpan.FromMinutes(1) }, TimeProvider.System);

    [Theory]
    [InlineData("webm")]
    [InlineData("mp4")]
    public async Task Should_take_frames_from_all_of_it_in_their_order(string format)
    {
        // From black to white in two seconds.
        var frames = await Decoder.DecodeAsync(MediaFile.Of(await Encode(format, "color=black:size=64x48:rate=10:duration=2,fade=in:0:20:color=white,negate")), Cancellation);

        frames.Count.ShouldBe(8);
        frames.ShouldAllBe(frame => frame.Width == 64 && frame.Height == 48 && frame.Pixels.Length == 64 * 48 * 3);
        var brightness = frames.Select(frame => frame.Pixels.ToArray().Average(value => value)).ToArray();
        brightness.ShouldBe(brightness.Order());
        (brightness[^1] - brightness[0]).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Should_reduce_large_frames()
    {
        var frames = await Decoder.DecodeAsync(MediaFile.Of(await Encode("mp4", "testsrc=size=640x480:rate=4:duration=1")), Cancellation);

        frames.ShouldAllBe(frame => frame.Width == 256 && frame.Height == 192);
    }

    [Fact]
    public async Task Should_reject_one_that_is_cut_before_its_first_picture()
    {
        var media = await Encode("webm", "testsrc=size=64x48:rate=4:duration=1");

        (await Should.ThrowAsync<MediaRejectedException>(() => Decoder.DecodeAsync(MediaFile.Of(media[..200]), Cancellation))).Code
            .ShouldBe(RejectionCode.Undecodable);
    }

    [Fact]
    public async Task Should_say_that_this_server_has_no_ffmpeg()
    {
        var bare = new VideoDecoder(new VideoLimits(), ffmpeg: null);
        byte[] media = [0, 0, 0, 0x18, .. "ftypisom"u8, .. new byte[100]];

        var rejection = await Should.ThrowAsync<MediaRejectedException>(() => bare.DecodeAsync(MediaFile.Of(media), Cancellation));

        rejection.Code.ShouldBe(RejectionCode.Unsupported);
        rejection.Message.ShouldContain("ffmpeg");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<byte[]> Encode(string format, string source)
    {
        Assert.SkipUnless(
            new AudioDecoder(new AudioLimits(), TimeProvider.System).Formats.Contains(MediaType.Flac),
            "ffmpeg is not installed: apt-get install ffmpeg");
        using var folder = new TempFolder();
        var file = folder[$"video.{format}"];
        using var process = Process.Start(
            "ffmpeg", ["-loglevel", "error", "-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", "-threads", "1", file]);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0);
        return await File.ReadAllBytesAsync(file, Cancellation);
    }
}
