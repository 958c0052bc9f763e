using System.Diagnostics;
using Mmei.Contracts.Media;
using Mmei.Media.Audio;
using Mmei.Testing.Servers;

namespace Mmei.Media.Tests.Corpus;

/// <summary>Files of every kind that is read here; those that only ffmpeg writes are there where it is installed.</summary>
internal static class GoodFiles
{
    /// <summary>The kinds that ffmpeg reads.</summary>
    public static IReadOnlyList<string> Compressed { get; } = ["flac", "mp3", "ogg", "aac", "webm", "mp4", "heic"];

    public static async Task<Dictionary<string, byte[]>> ReadAsync(CancellationToken cancellationToken)
    {
        var files = Fixture.Pictures.ToDictionary(picture => picture.Key, picture => picture.Value);
        files["avif"] = Fixture.File("whole.avif");
        for (var copy = 0; copy < 4; copy++)
        {
            files[$"wav-{copy}"] = Wav.Sine(4_000 << copy, rate: 8_000 << copy);
            files[$"wav-float-{copy}"] =
                new Wav { Tag = Wav.Float, Bits = 32, Channels = (ushort)(copy + 1), Data = new byte[16_000] }.ToBytes();
        }

        if (new AudioDecoder(new AudioLimits(), TimeProvider.System).Formats.Contains(MediaType.Flac))
        {
            files["heic"] = Fixture.File("grid.heic");
            foreach (var format in Compressed.Except(["heic"]))
            {
                files[format] = await EncodeAsync(format, cancellationToken);
            }
        }

        return files;
    }

    private static async Task<byte[]> EncodeAsync(string format, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var file = folder[$"medium.{format}"];
        string[] pictures = format is "webm" or "mp4" ? ["-f", "lavfi", "-i", "testsrc=size=96x72:rate=8:duration=1"] : [];
        string[] arguments =
            ["-loglevel", "error", .. pictures, "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-threads", "1", file];
        using var process = Process.Start("ffmpeg", arguments);
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.ShouldBe(0);
        return await File.ReadAllBytesAsync(file, cancellationToken);
    }
}
