using System.Diagnostics;
using System.Globalization;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media;

/// <summary>
/// Decodes a file with an ffmpeg process that is told its format, may open files but no network, is not asked to follow references (which
/// it does not by itself), has a bounded address space, and is killed when it takes too long or writes too much.
/// </summary>
/// <param name="path">The program.</param>
/// <param name="most">How long it may run until it is killed.</param>
/// <param name="memory">Bytes of address space.</param>
/// <param name="time">The clock.</param>
internal sealed class Ffmpeg(string path, TimeSpan most, long memory, TimeProvider time)
{
    /// <summary>No single buffer beyond this, whatever a file claims to need.</summary>
    private const int MaxAllocation = 64 * 1024 * 1024;
    private const int BufferBytes = 64 * 1024;

    /// <summary>Looks for ffmpeg on the PATH; null when it is not there.</summary>
    public static Ffmpeg? Find(TimeSpan most, long memory, TimeProvider time) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "ffmpeg"))
            .Where(File.Exists)
            .Select(path => new Ffmpeg(path, most, memory, time))
            .FirstOrDefault();

    /// <param name="media">The file's bytes.</param>
    /// <param name="type">Its format, known from its first bytes.</param>
    /// <param name="output">Arguments that say what to make of it and end with the output <c>pipe:1</c>.</param>
    /// <param name="maxBytes">Most bytes of output.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <returns>What it wrote; empty, or cut, where the file is damaged.</returns>
    /// <exception cref="MediaRejectedException">ffmpeg needs more time or room than the limits give.</exception>
    public async Task<ReadOnlyMemory<byte>> DecodeAsync(
        byte[] media, MediaType type, IEnumerable<string> output, long maxBytes, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(most, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var file = new MemoryFile(media);
        using var process = Process.Start(Command(file.Path, type, output))
            ?? throw new InvalidOperationException($"'{path}' did not start.");
        try
        {
            var drain = process.StandardError.BaseStream.CopyToAsync(Stream.Null, stop.Token);
            var decoded = await ReadAsync(process, type, maxBytes, stop.Token);
            await Task.WhenAll(drain, process.WaitForExitAsync(stop.Token));
            return decoded;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new MediaRejectedException(RejectionCode.TooLarge, $"The {type} file takes longer than {most.TotalSeconds} s to decode.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The shell sets the limit and becomes ffmpeg.</summary>
    private ProcessStartInfo Command(string input, MediaType type, IEnumerable<string> output)
    {
        var command = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", $"ulimit -v {memory / 1024}; exec \"$0\" \"$@\"", path,
            "-nostdin", "-hide_banner", "-loglevel", "quiet",
            "-max_alloc", MaxAllocation.ToString(CultureInfo.InvariantCulture),
            "-threads", "1", "-filter_threads", "1", "-protocol_whitelist", "file", "-f", Demuxer(type), "-i", input,
            .. output,
        ];
        foreach (var argument in arguments)
        {
            command.ArgumentList.Add(argument);
        }

        return command;
    }

    private static string Demuxer(MediaType type) => type switch
    {
        MediaType.Heic => "hevc",
        MediaType.Wav => "wav",
        MediaType.Flac => "flac",
        MediaType.Mp3 => "mp3",
        MediaType.Ogg => "ogg",
        MediaType.Aac => "aac",
        MediaType.WebM => "matroska",
        MediaType.Mp4 => "mp4",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Process process, MediaType type, long maxBytes, CancellationToken cancellationToken)
    {
        var output = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (output.Length + count > maxBytes)
            {
                throw new MediaRejectedException(RejectionCode.TooLarge, $"The {type} file holds more than what is read.");
            }

            output.Write(buffer, 0, count);
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}
