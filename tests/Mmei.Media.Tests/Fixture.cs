using System.Text.Json;

namespace Mmei.Media.Tests;

/// <summary>What Pillow and torchaudio made of the same formulas; see models/mmei_models/media_cases.py.</summary>
internal static class Fixture
{
    public static IReadOnlyList<T> Read<T>(string name)
    {
        using var stream = System.IO.File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.json"));
        return JsonSerializer.Deserialize<List<T>>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{name}.json is empty.");
    }

    public static IReadOnlyDictionary<string, byte[]> Pictures { get; } =
        Read<Picture>("pictures").ToDictionary(p => p.Name, p => p.Data);

    /// <summary>
    /// Four fields, red, green, blue and white: whole.heic of libheif's encoder, whole.avif of ffmpeg's (libaom), and grid.heic, as phones
    /// write it, of 2 x 2 tiles of ffmpeg's (libx265), cut to 120 x 100 and turned a quarter anticlockwise.
    /// </summary>
    public static byte[] File(string name) =>
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "pictures", name));

    internal sealed record Picture(string Name, byte[] Data);
}
