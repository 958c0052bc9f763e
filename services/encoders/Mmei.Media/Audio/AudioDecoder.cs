using System.Globalization;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media.Audio;

/// <summary>
/// Decodes sound: WAV of plain samples here; WAV that is coded, FLAC, MP3, Ogg, AAC, WebM and MP4 by an ffmpeg process where that program
/// is installed. Safe to use from several threads.
/// </summary>
public sealed class AudioDecoder
{
    /// <summary>Read beyond what the caller needs, so that resampling has its neighbours at the cut.</summary>
    private const double MarginSeconds = 0.1;

    /// <summary>8 channels of 32-bit samples at 192 kHz, and a header.</summary>
    private const int MaxBytesPerSecond = 8 * 4 * 192_000;

    private readonly Ffmpeg? _ffmpeg;

    /// <summary>Looks for ffmpeg on the PATH once.</summary>
    public AudioDecoder(AudioLimits limits, TimeProvider time)
        : this(Ffmpeg.Find(limits.DecodeTime, limits.DecodeBytes, time))
    {
    }

    internal AudioDecoder(Ffmpeg? ffmpeg) => _ffmpeg = ffmpeg;

    /// <summary>The formats that can be decoded on this machine.</summary>
    public IReadOnlyList<MediaType> Formats => _ffmpeg is null ? [MediaType.Wav] : MediaTypes.Sounds;

    /// <summary>Decodes the beginning of a sound, as mono at the file's own rate.</summary>
    /// <param name="file">The file.</param>
    /// <param name="neededSeconds">How much of it the caller will use; a little more comes back, and no more than that is read.</param>
    /// <param name="cancellationToken">Stops a decode that is under way.</param>
    /// <exception cref="MediaRejectedException">Not a sound that is read here, broken, empty, or over a limit.</exception>
    public async Task<Waveform> DecodeAsync(MediaFile file, double neededSeconds, CancellationToken cancellationToken = default)
    {
        var type = file.Require("sound file", MediaTypes.IsSound, "The sound is not a WAV, FLAC, MP3, Ogg, AAC, WebM or MP4 file.");
        var seconds = neededSeconds + MarginSeconds;
        return type switch
        {
            MediaType.Wav => await ReadWavAsync(file.Bytes, seconds, cancellationToken),
            _ when _ffmpeg is null => throw new MediaRejectedException(
                RejectionCode.Unsupported, $"{type} sound is not read on this server, which has no ffmpeg; WAV is."),
            _ => ReadConverted(await ToWavAsync(_ffmpeg, file.Bytes, type, seconds, cancellationToken), type, seconds),
        };
    }

    private async Task<Waveform> ReadWavAsync(byte[] wav, double seconds, CancellationToken cancellationToken)
    {
        try
        {
            return WavReader.Read(wav, seconds);
        }
        catch (CodedSamplesException) when (_ffmpeg is not null)
        {
            return ReadConverted(await ToWavAsync(_ffmpeg, wav, MediaType.Wav, seconds, cancellationToken), MediaType.Wav, seconds);
        }
        catch (CodedSamplesException coded)
        {
            throw new MediaRejectedException(
                RejectionCode.Unsupported,
                $"The WAV file's {coded.Message} is not read on this server, which has no ffmpeg; "
                    + "PCM of 8 to 32 bits and floating point are.",
                coded);
        }
    }

    private static Task<ReadOnlyMemory<byte>> ToWavAsync(
        Ffmpeg ffmpeg, byte[] media, MediaType type, double seconds, CancellationToken cancellationToken)
    {
        string[] output =
        [
            "-map", "0:a:0", "-t", seconds.ToString(CultureInfo.InvariantCulture), "-c:a", "pcm_f32le", "-bitexact", "-f", "wav", "pipe:1",
        ];
        return ffmpeg.DecodeAsync(media, type, output, (long)Math.Ceiling((seconds + 1) * MaxBytesPerSecond), cancellationToken);
    }

    private static Waveform ReadConverted(ReadOnlyMemory<byte> wav, MediaType type, double seconds)
    {
        try
        {
            return WavReader.Read(wav.Span, seconds);
        }
        catch (MediaRejectedException exception) when (exception.Code is RejectionCode.Empty or RejectionCode.Undecodable)
        {
            throw new MediaRejectedException(
                RejectionCode.Undecodable, $"The {type} file is damaged, holds no sound, or is coded in a way that is not read.", exception);
        }
    }
}
