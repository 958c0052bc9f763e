using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media.Audio;

/// <summary>
/// Reads WAV files, RF64 and BW64 ones too: whole-number and floating-point samples, 1 to 8 channels (averaged), any rate from 4 to
/// 192 kHz.
/// </summary>
internal static class WavReader
{
    private const int HeaderBytes = 12;
    private const int TagExtensible = 0xFFFE;
    private const uint UnknownSize = uint.MaxValue;

    /// <summary>Where RF64 files have the size of their samples: behind their own.</summary>
    private const int LargeSizeOffset = 8;

    /// <summary>Reads at most <paramref name="maxSeconds"/>. Sizes in the file are claims: what is there is what is read.</summary>
    /// <exception cref="CodedSamplesException">What is there must be decoded first.</exception>
    /// <exception cref="MediaRejectedException">Not a WAV file, broken, of another layout, or without a sample.</exception>
    public static Waveform Read(ReadOnlySpan<byte> file, double maxSeconds)
    {
        if (file.Length < HeaderBytes)
        {
            throw Damaged();
        }

        Layout? layout = null;
        ulong largeSize = 0;
        for (var rest = file[HeaderBytes..]; rest.Length >= 8;)
        {
            var id = rest[..4];
            var size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var body = rest[8..];
            if (id.SequenceEqual("fmt "u8))
            {
                layout = Layout.Read(body[..(int)Math.Min(size, (uint)body.Length)]);
            }
            else if (id.SequenceEqual("ds64"u8) && body.Length >= LargeSizeOffset + sizeof(ulong))
            {
                largeSize = BinaryPrimitives.ReadUInt64LittleEndian(body[LargeSizeOffset..]);
            }
            else if (id.SequenceEqual("data"u8))
            {
                // A recorder that streams cannot know the size and leaves it 0 or at its maximum.
                var length = size == UnknownSize ? largeSize : size;
                var data = length == 0 && !AreChunks(body) ? body : body[..(int)Math.Min(length, (uint)body.Length)];
                return Samples(data, layout ?? throw Damaged(), maxSeconds);
            }

            if (size >= (uint)body.Length)
            {
                break;
            }

            rest = body[(int)Math.Min(size + (size & 1), (uint)body.Length)..];
        }

        throw Damaged();
    }

    /// <summary>Whether chunks with names and nothing else follow, to the end: what comes before them is empty indeed.</summary>
    private static bool AreChunks(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 8 && !rest[..4].ContainsAnyExceptInRange((byte)' ', (byte)'~')
            && BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) is var size && size <= rest.Length - 8)
        {
            rest = rest[(int)Math.Min(8 + size + (size & 1), (uint)rest.Length)..];
        }

        return rest.IsEmpty;
    }

    private static Waveform Samples(ReadOnlySpan<byte> data, Layout layout, double maxSeconds)
    {
        var frames = (int)Math.Min(data.Length / layout.FrameBytes, Math.Ceiling(maxSeconds * layout.SampleRate));
        if (frames == 0)
        {
            throw new MediaRejectedException(RejectionCode.Empty, "The sound file has no samples.");
        }

        var samples = layout is { Format: SampleFormat.Pcm16, Channels: 1 } && BitConverter.IsLittleEndian
            ? MonoPcm16(data[..(frames * sizeof(short))])
            : Average(data, layout, frames);
        return new Waveform(samples, layout.SampleRate);
    }

    /// <summary>What most recorders of speech write, read at once.</summary>
    private static float[] MonoPcm16(ReadOnlySpan<byte> data)
    {
        var whole = MemoryMarshal.Cast<byte, short>(data);
        var samples = GC.AllocateUninitializedArray<float>(whole.Length);
        TensorPrimitives.ConvertTruncating(whole, samples);
        TensorPrimitives.Multiply(samples, 1 / 32_768f, samples);
        return samples;
    }

    private static float[] Average(ReadOnlySpan<byte> data, Layout layout, int frames)
    {
        var samples = new float[frames];
        var bytes = layout.Format.Bytes();
        for (var frame = 0; frame < frames; frame++)
        {
            var sum = 0f;
            for (var channel = 0; channel < layout.Channels; channel++)
            {
                sum += layout.Format.Read(data[((frame * layout.FrameBytes) + (channel * bytes))..]);
            }

            if (!float.IsFinite(sum))
            {
                throw new MediaRejectedException(RejectionCode.Undecodable, "The WAV file holds samples that are not numbers.");
            }

            samples[frame] = Math.Clamp(sum / layout.Channels, -1, 1);
        }

        return samples;
    }

    private static MediaRejectedException Damaged() => new(RejectionCode.Undecodable, "The WAV file is damaged or incomplete.");

    private readonly record struct Layout(SampleFormat Format, int Channels, int SampleRate)
    {
        private const int MinBytes = 16;
        private const int ExtensibleBytes = 40;
        private const int SubFormatOffset = 24;

        public int FrameBytes => Channels * Format.Bytes();

        public static Layout Read(ReadOnlySpan<byte> chunk)
        {
            if (chunk.Length < MinBytes)
            {
                throw Damaged();
            }

            int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
            int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
            var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
            int bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
            if (tag == TagExtensible)
            {
                tag = chunk.Length < ExtensibleBytes ? throw Damaged() : BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormatOffset..]);
            }

            if (channels is < 1 or > 8 || rate is < 4_000 or > 192_000)
            {
                throw new MediaRejectedException(
                    RejectionCode.Unsupported, $"The WAV file has {channels} channels at {rate} Hz; 1 to 8 at 4000 to 192000 Hz are read.");
            }

            var format = SampleFormats.Find(tag, bits) ?? throw new MediaRejectedException(
                RejectionCode.Unsupported,
                $"The WAV file's coding ({tag}, {bits} bits) is not read; PCM of 8 to 32 bits and floating point are.");
            var layout = new Layout(format, channels, (int)rate);
            return layout.FrameBytes == frameBytes ? layout : throw Damaged();
        }
    }
}
