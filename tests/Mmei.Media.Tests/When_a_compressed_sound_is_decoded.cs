using System.Diagnostics;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Audio;
using Mmei.Testing.Servers;

namespace Mmei.Media.Tests;

public sealed class When_a_compressed_sound_is_decoded
{
    private static readonly AudioDecoder Decoder = new(new AudioLimits { DecodeTime = TimeSpan.FromMinutes(1) }, TimeProvider.System);
    private static readonly byte[] Tone = Wav.Sine(44_100, 44_100);

    [Fact]
    public async Task Should_give_what_the_same_wav_gives()
    {
        var flac = await Encode("flac");

        var sound = await Decoder.DecodeAsync(MediaFile.Of(flac), 0.5, Cancellation);

        var same = await Decoder.DecodeAsync(MediaFile.Of(Tone), 0.5, Cancellation);
        sound.SampleRate.ShouldBe(44_100);
        sound.Samples.ShouldBe(same.Samples);
    }

    [Theory]
    [InlineData("mp3", MediaType.Mp3)]
    [InlineData("ogg", MediaType.Ogg)]
    [InlineData("aac", MediaType.Aac)]
    [InlineData("3gp", MediaType.Mp4)]
    [InlineData("mov", MediaType.Mp4)]
    [InlineData("webm", MediaType.WebM)]
    [InlineData("mp4", MediaType.Mp4)]
    public async Task Should_hear_the_tone(string format, MediaType type)
    {
        var media = await Encode(format);

        MediaSniffer.Sniff(media).ShouldBe(type);
        var sound = Resampler.Resample(await Decoder.DecodeAsync(MediaFile.Of(media), 1, Cancellation), 16_000);
        Power(sound, 440).ShouldBeGreaterThan(100 * Power(sound, 1000));
    }

    /// <summary>What telephones, old recorders and large recordings are written in.</summary>
    [Theory]
    [InlineData("pcm_alaw")]
    [InlineData("pcm_mulaw")]
    [InlineData("adpcm_ms")]
    [InlineData("adpcm_ima_wav")]
    [InlineData("pcm_s16le", "-rf64", "always")]
    [InlineData("mp3")]
    public async Task Should_hear_the_tone_in_a_wav_file_that_is_coded(string codec, params string[] options)
    {
        var media = await Encode("wav", null, ["-c:a", codec, .. options]);

        MediaSniffer.Sniff(media).ShouldBe(MediaType.Wav);
        var sound = Resampler.Resample(await Decoder.DecodeAsync(MediaFile.Of(media), 1, Cancellation), 16_000);
        sound.Samples.Length.ShouldBeInRange(15_000, 17_000);
        Power(sound, 440).ShouldBeGreaterThan(100 * Power(sound, 1000));
    }

    [Fact]
    public async Task Should_not_hear_a_wav_file_of_an_unknown_coding()
    {
        var media = new Wav { Tag = 0x1234, Bits = 4, Data = new byte[64] }.ToBytes();

        (await Should.ThrowAsync<MediaRejectedException>(() => Decoder.DecodeAsync(MediaFile.Of(media), 1, Cancellation))).Code
            .ShouldBeOneOf(RejectionCode.Undecodable, RejectionCode.Unsupported);
    }

    [Fact]
    public async Task Should_read_an_index_that_comes_after_the_sound()
    {
        var media = await Encode("mp4", Wav.Sine(20 * 44_100, 44_100));

        media.AsSpan().IndexOf("moov"u8).ShouldBeGreaterThan(100_000);
        (await Decoder.DecodeAsync(MediaFile.Of(media), 1, Cancellation)).Samples.Length.ShouldBe(48_510);
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("mp3")]
    [InlineData("ogg")]
    [InlineData("aac")]
    [InlineData("webm")]
    [InlineData("mp4")]
    public async Task Should_reject_one_that_is_only_a_header(string format)
    {
        var media = (await Encode(format))[..60];

        (await Should.ThrowAsync<MediaRejectedException>(() => Decoder.DecodeAsync(MediaFile.Of(media), 1, Cancellation))).Code
            .ShouldBe(RejectionCode.Undecodable);
    }

    [Fact]
    public async Task Should_say_that_the_server_lacks_what_it_takes()
    {
        var bare = new AudioDecoder(ffmpeg: null);

        var rejection = await Should.ThrowAsync<MediaRejectedException>(
            () => bare.DecodeAsync(MediaFile.Of("fLaC"u8.ToArray()), 1, Cancellation));

        rejection.Code.ShouldBe(RejectionCode.Unsupported);
        rejection.Message.ShouldBe("Flac sound is not read on this server, which has no ffmpeg; WAV is.");
        bare.Formats.ShouldBe([MediaType.Wav]);
    }

    [Fact]
    public async Task Should_stop_at_the_time_limit()
    {
        var flac = await Encode("flac");
        var hasty = new AudioDecoder(new AudioLimits { DecodeTime = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);

        (await Should.ThrowAsync<MediaRejectedException>(() => hasty.DecodeAsync(MediaFile.Of(flac), 1, Cancellation))).Code
            .ShouldBe(RejectionCode.TooLarge);
    }

    [Fact]
    public async Task Should_stop_when_the_caller_has_gone()
    {
        var flac = await Encode("flac");
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Decoder.DecodeAsync(MediaFile.Of(flac), 1, gone.Token));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Where the program's own choice for a format is one that it does not read as phones write it.</summary>
    private static string[] Coding(string format) => format == "3gp" ? ["-c:a", "aac"] : [];

    private static double Power(Waveform sound, double hertz)
    {
        var phases = Enumerable.Range(0, sound.Samples.Length).Select(n => 2 * Math.PI * hertz * n / sound.SampleRate).ToArray();
        var cosine = phases.Zip(sound.Samples, (p, s) => Math.Cos(p) * s).Sum();
        var sine = phases.Zip(sound.Samples, (p, s) => Math.Sin(p) * s).Sum();
        return (cosine * cosine) + (sine * sine);
    }

    private static async Task<byte[]> Encode(string format, byte[]? source = null, params string[] options)
    {
        Assert.SkipUnless(Decoder.Formats.Contains(MediaType.Flac), "ffmpeg is not installed: apt-get install ffmpeg");
        using var folder = new TempFolder();
        var file = folder[$"sound.{format}"];

        // To a file, not to a pipe: an MP4 file then has its index at the end, as recorders write it.
        var start = new ProcessStartInfo(
            "ffmpeg", ["-loglevel", "error", "-f", "wav", "-i", "pipe:0", "-b:a", "128k", .. Coding(format), .. options, file])
        { RedirectStandardInput = true };
        using var process = Process.Start(start).ShouldNotBeNull();
        await process.StandardInput.BaseStream.WriteAsync(source ?? Tone, Cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0);
        return await File.ReadAllBytesAsync(file, Cancellation);
    }
}
