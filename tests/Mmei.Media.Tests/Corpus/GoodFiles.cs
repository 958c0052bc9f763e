using System.Diagnostics;
using Mmei.Contracts.Media;
using Mmei.Media.Audio;

namespace Mmei.Media.Tests.Corpus;

/// <summary>Files of every kind that is read here; those that only ffmpeg writes are there where it is installed.</summary>
internal static class GoodFiles
{
    /// <summary>The kinds that ffmpeg reads.</summary>
    public static IReadOnlyList<string> Compressed { get; } = ["flac", "mp3", "ogg", "webm", "mp4"];

    public static async Task<Dictionary<string, byte[]>> ReadAsync(CancellationToken cancellationToken)
    {
        var files = Fixture.Pictures.ToDictionary(picture => picture.Key, picture => picture.Value);
        for (var copy = 0; copy < 4; copy++)
        {
            files[$"wav-{copy}"] = Wav.Sine(4_000 << copy, rate: 8_000 << copy);
            files[$"wav-float-{copy}"] =
                new Wav { Tag = Wav.Float, Bits = 32, Channels = (ushort)(copy + 1), Data = new byte[16_000] }.ToBytes();
        }

        if (new AudioDecoder(new AudioLimits(), TimeProvider.System).Formats.Contains(MediaType.Flac))
        {
            foreach (var format in Compressed)
            {
                files[format] = await EncodeAsync(format, cancellationToken);
            }
        }

        return files;
    }

    private static async Task<byte[]> EncodeAsync(string format, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.{format}");
        string[] pictures = format is "webm" or "mp4" ? ["-f", "lavfi", "-i", "testsrc=size=96x72:rate=8:duration=1"] : [];
        string[] arguments =
            ["-loglevel", "error", .. pictures, "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-threads", "1", file];
        using var process = Process.Start("ffmpeg", arguments);
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.ShouldBe(0);
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        File.Delete(file);
        return bytes;
    }
}
