using Mmei.Contracts.V1;

namespace Mmei.Media;

/// <summary>
/// Decodes sound: WAV here, FLAC, MP3, Ogg, WebM and MP4 by an ffmpeg process where that program is installed. Safe to use from several threads.
/// </summary>
public sealed class AudioDecoder(AudioLimits limits, TimeProvider time)
{
    /// <summary>Read beyond what the caller needs, so that resampling has its neighbours at the cut.</summary>
    private const double MarginSeconds = 0.1;

    private readonly Ffmpeg? ffmpeg = Ffmpeg.Find(limits, time);

    /// <summary>The formats that can be decoded on this machine.</summary>
    public IReadOnlyList<MediaType> Formats => ffmpeg is null ? [MediaType.Wav] : MediaTypes.Sounds;

    /// <summary>Decodes the beginning of a sound, as mono at the file's own rate.</summary>
    /// <param name="media">The file's bytes.</param>
    /// <param name="neededSeconds">How much of it the caller will use; a little more comes back, and no more than that is read.</param>
    /// <param name="cancellationToken">Stops a decode that is under way.</param>
    /// <exception cref="MediaRejectedException">Not a sound that is read here, broken, empty, or over a limit.</exception>
    public async Task<Waveform> DecodeAsync(ReadOnlyMemory<byte> media, double neededSeconds, CancellationToken cancellationToken = default)
    {
        if (media.IsEmpty)
        {
            throw new MediaRejectedException(RejectionCode.Empty, "The sound file has no bytes.");
        }

        if (media.Length > limits.MaxBytes)
        {
            throw new MediaRejectedException(RejectionCode.TooLarge, $"The sound file has {media.Length} bytes; at most {limits.MaxBytes} are read.");
        }

        if (MediaSniffer.Sniff(media.Span) is not { } type || !type.IsSound())
        {
            throw new MediaRejectedException(RejectionCode.Unsupported, "The sound is not a WAV, FLAC, MP3, Ogg, WebM or MP4 file.");
        }

        var seconds = neededSeconds + MarginSeconds;
        return type switch
        {
            MediaType.Wav => WavReader.Read(media.Span, seconds),
            _ when ffmpeg is null => throw new MediaRejectedException(
                RejectionCode.Unsupported, $"{type} sound is not read on this server, which has no ffmpeg; WAV is."),
            _ => WavReader.Read(await ffmpeg.ToWavAsync(media, type, seconds, cancellationToken), seconds),
        };
    }
}
