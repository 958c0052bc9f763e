using System.Buffers.Binary;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Audio;

namespace Mmei.Media.Tests;

public sealed class When_a_wav_file_is_decoded
{
    private const double Seconds = 10;

    private static readonly AudioDecoder Decoder = new(new AudioLimits(), TimeProvider.System);

    [Theory]
    [InlineData(Wav.Pcm, 8, "80C00040FF", new[] { 0f, 0.5f, -1f, -0.5f, 127 / 128f })]
    [InlineData(Wav.Pcm, 16, "0000004000800100", new[] { 0f, 0.5f, -1f, 1 / 32768f })]
    [InlineData(Wav.Pcm, 24, "000000000040000080", new[] { 0f, 0.5f, -1f })]
    [InlineData(Wav.Pcm, 32, "000000000000004000000080", new[] { 0f, 0.5f, -1f })]
    [InlineData(Wav.Float, 32, "000000000000003F000080BF00000040", new[] { 0f, 0.5f, -1f, 1f })]
    [InlineData(Wav.Float, 64, "0000000000000000000000000000E03F000000000000F0BF", new[] { 0f, 0.5f, -1f })]
    public async Task Should_read_every_sample_format(int tag, int bits, string data, float[] expected)
    {
        var file = new Wav { Tag = (ushort)tag, Bits = (ushort)bits, Data = Convert.FromHexString(data) };

        (await Decode(file)).Samples.ShouldBe(expected);
        (await Decode(file with { Tag = Wav.Extensible, SubTag = (ushort)tag })).Samples.ShouldBe(expected);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Should_average_the_channels(int channels)
    {
        var data = new byte[channels * 2 * 2];
        for (var channel = 0; channel < channels; channel++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(channel * 2), (short)(channel * 1024));
        }

        var sound = await Decode(new Wav { Channels = (ushort)channels, Data = data });

        sound.Samples.ShouldBe([(channels - 1) * 1024 / 2f / 32_768, 0]);
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(44_100)]
    [InlineData(192_000)]
    public async Task Should_tell_its_rate(int rate) =>
        (await Decode(new Wav { SampleRate = (uint)rate, Data = [0, 1] })).SampleRate.ShouldBe(rate);

    [Fact]
    public async Task Should_read_no_more_than_is_needed() =>
        (await Decoder.DecodeAsync(MediaFile.Of(Wav.Sine(48_000)), 1, TestContext.Current.CancellationToken)).Samples.Length
            .ShouldBe(17_600);

    [Theory]
    [InlineData(null, 1_000_000u)]
    [InlineData(0u, 0u)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(12u, 4u)]
    [InlineData(36u, 0u)]
    [InlineData(40u, 0u)]
    [InlineData(36u, uint.MaxValue)]
    public async Task Should_read_what_is_there_whatever_the_sizes_say(uint? riffSize, uint? dataSize) =>
        (await Decode(new Wav { RiffSize = riffSize, DataSize = dataSize, Data = [0, 0x40, 0, 0x40] })).Samples.ShouldBe([0.5f, 0.5f]);

    [Fact]
    public async Task Should_skip_chunks_it_does_not_know() =>
        (await Decode(new Wav { ChunkBeforeData = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0], Data = [0, 0x40] })).Samples.ShouldBe([0.5f]);

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public async Task Should_read_the_sizes_of_large_files(string id)
    {
        byte[] sizes = [.. "ds64"u8, 28, .. new byte[11], 4, .. new byte[19]];
        var file = new Wav
        {
            RiffSize = uint.MaxValue,
            DataSize = uint.MaxValue,
            ChunkBeforeFormat = sizes,
            Data = [0, 0x40, 0, 0x40, .. "LIST"u8],
        };
        byte[] large = [.. System.Text.Encoding.ASCII.GetBytes(id), .. file.ToBytes()[4..]];

        (await Decoder.DecodeAsync(MediaFile.Of(large), Seconds, TestContext.Current.CancellationToken)).Samples.ShouldBe([0.5f, 0.5f]);
    }

    /// <summary>A recorder that was stopped at once has written its length truly.</summary>
    [Fact]
    public async Task Should_not_take_what_follows_an_empty_recording_for_sound() =>
        (await Rejection(new Wav { DataSize = 0, Data = [.. "LIST"u8, 4, 0, 0, 0, .. "INFO"u8, .. "id3 "u8, 2, 0, 0, 0, 1, 2] }))
            .ShouldBe(RejectionCode.Empty);

    [Fact]
    public async Task Should_hear_silence_behind_a_length_of_nothing() =>
        (await Decode(new Wav { DataSize = 0, Data = new byte[16] })).Samples.ShouldBe(new float[8]);

    [Fact]
    public async Task Should_ignore_a_last_frame_that_is_cut() =>
        (await Decode(new Wav { Data = [0, 0x40, 9] })).Samples.ShouldBe([0.5f]);

    [Fact]
    public async Task Should_reject_one_without_samples() => (await Rejection(new Wav { Data = [] })).ShouldBe(RejectionCode.Empty);

    [Fact]
    public async Task Should_reject_numbers_that_are_none() =>
        (await Rejection(new Wav { Tag = Wav.Float, Bits = 32, Data = [0, 0, 0xC0, 0x7F] })).ShouldBe(RejectionCode.Undecodable);

    [Fact]
    public async Task Should_reject_a_frame_size_that_contradicts_the_layout() =>
        (await Rejection(new Wav { FrameBytes = 3, Data = [0, 1, 2, 3] })).ShouldBe(RejectionCode.Undecodable);

    [Fact]
    public async Task Should_reject_a_chunk_that_claims_to_reach_beyond_the_file() =>
        (await Rejection(new Wav
        {
            ChunkBeforeData = [.. "LIST"u8, 0xFF, 0xFF, 0xFF, 0xFF],
            Data = [0, 1],
        })).ShouldBe(RejectionCode.Undecodable);

    [Theory]
    [InlineData(0, 16_000, 16, 1)]
    [InlineData(9, 16_000, 16, 1)]
    [InlineData(1, 3_999, 16, 1)]
    [InlineData(1, 0, 16, 1)]
    [InlineData(1, 192_001, 16, 1)]
    [InlineData(1, 16_000, 12, 1)]
    public async Task Should_reject_layouts_that_are_not_read(int channels, int rate, int bits, int tag) =>
        (await Rejection(new Wav
        {
            Tag = (ushort)tag,
            Channels = (ushort)channels,
            SampleRate = (uint)rate,
            Bits = (ushort)bits,
            Data = new byte[64],
        }))
            .ShouldBe(RejectionCode.Unsupported);

    [Theory]
    [InlineData(6, 8)]
    [InlineData(7, 8)]
    [InlineData(17, 4)]
    public async Task Should_say_which_coding_takes_what_the_server_lacks(int tag, int bits)
    {
        var file = new Wav { Tag = (ushort)tag, Bits = (ushort)bits, Data = new byte[64] }.ToBytes();

        var rejection = await Should.ThrowAsync<MediaRejectedException>(
            () => new AudioDecoder(ffmpeg: null).DecodeAsync(MediaFile.Of(file), Seconds, TestContext.Current.CancellationToken));

        rejection.Code.ShouldBe(RejectionCode.Unsupported);
        rejection.Message.ShouldBe(
            $"The WAV file's coding {tag} is not read on this server, which has no ffmpeg; PCM of 8 to 32 bits and floating point are.");
    }

    [Fact]
    public async Task Should_reject_every_prefix_that_has_no_samples()
    {
        var file = new Wav { Data = [0, 0x40] }.ToBytes();
        for (var length = 1; length < file.Length - 1; length++)
        {
            var prefix = file[..length];
            await Should.ThrowAsync<MediaRejectedException>(
                () => Decoder.DecodeAsync(MediaFile.Of(prefix), Seconds, TestContext.Current.CancellationToken));
        }
    }

    private static Task<Waveform> Decode(Wav file) =>
        Decoder.DecodeAsync(MediaFile.Of(file.ToBytes()), Seconds, TestContext.Current.CancellationToken);

    private static async Task<RejectionCode> Rejection(Wav file) =>
        (await Should.ThrowAsync<MediaRejectedException>(() => Decode(file))).Code;
}
