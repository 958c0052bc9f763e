using System.Text.Json;

namespace Mmei.Media.Tests;

/// <summary>What Pillow and torchaudio made of the same formulas; see models/mmei_models/media_cases.py.</summary>
internal static class Fixture
{
    public static IReadOnlyList<T> Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.json"));
        return JsonSerializer.Deserialize<List<T>>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{name}.json is empty.");
    }

    public static IReadOnlyDictionary<string, byte[]> Pictures { get; } =
        Read<Picture>("pictures").ToDictionary(p => p.Name, p => p.Data);

    internal sealed record Picture(string Name, byte[] Data);
}
