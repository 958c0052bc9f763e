using System.Diagnostics;
using System.Globalization;
using Mmei.Contracts.V1;

namespace Mmei.Media;

/// <summary>
/// Turns a sound file into WAV with an ffmpeg process that is told its format, may open files but no network, is not asked to follow references
/// (which it does not by itself), and is killed when it takes too long or writes too much.
/// </summary>
internal sealed class Ffmpeg(string path, AudioLimits limits, TimeProvider time)
{
    /// <summary>No single buffer beyond this, whatever a file claims to need.</summary>
    private const int MaxAllocation = 64 * 1024 * 1024;

    /// <summary>8 channels of 32-bit samples at 192 kHz.</summary>
    private const int MaxBytesPerSecond = 8 * 4 * 192_000;
    private const int BufferBytes = 64 * 1024;

    /// <summary>Looks for ffmpeg on the PATH; null when it is not there.</summary>
    public static Ffmpeg? Find(AudioLimits limits, TimeProvider time) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "ffmpeg"))
            .Where(File.Exists)
            .Select(path => new Ffmpeg(path, limits, time))
            .FirstOrDefault();

    /// <returns>A WAV file; empty, or without samples, when no sound was found.</returns>
    /// <exception cref="MediaRejectedException">ffmpeg needs more time or room than the limits give.</exception>
    public async Task<byte[]> ToWavAsync(ReadOnlyMemory<byte> media, MediaType type, double seconds, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limits.DecodeTime, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var file = new MemoryFile(media.Span);
        using var process = Process.Start(Command(file.Path, type, seconds)) ?? throw new InvalidOperationException($"'{path}' did not start.");
        try
        {
            var drain = process.StandardError.BaseStream.CopyToAsync(Stream.Null, stop.Token);
            var output = await ReadAsync(process, seconds, stop.Token);
            await Task.WhenAll(drain, process.WaitForExitAsync(stop.Token));
            return output;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MediaRejectedException(RejectionCode.TooLarge, $"The {type} sound takes longer than {limits.DecodeTime.TotalSeconds} s to decode.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo Command(string input, MediaType type, double seconds) => new(path)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        ArgumentList =
        {
            "-nostdin", "-hide_banner", "-loglevel", "quiet",
            "-max_alloc", MaxAllocation.ToString(CultureInfo.InvariantCulture),
            "-threads", "1", "-protocol_whitelist", "file", "-f", Demuxer(type), "-i", input,
            "-map", "0:a:0", "-t", seconds.ToString(CultureInfo.InvariantCulture),
            "-c:a", "pcm_f32le", "-bitexact", "-f", "wav", "pipe:1",
        },
    };

    private static string Demuxer(MediaType type) => type switch
    {
        MediaType.Flac => "flac",
        MediaType.Mp3 => "mp3",
        MediaType.Ogg => "ogg",
        MediaType.WebM => "matroska",
        MediaType.Mp4 => "mp4",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static async Task<byte[]> ReadAsync(Process process, double seconds, CancellationToken cancellationToken)
    {
        var most = (long)Math.Ceiling(seconds * MaxBytesPerSecond) + BufferBytes;
        using var output = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (output.Length + count > most)
            {
                throw new MediaRejectedException(RejectionCode.TooLarge, "The sound is larger than what is read.");
            }

            output.Write(buffer, 0, count);
        }

        return output.ToArray();
    }
}
