using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mmei.Cli.Keys;

/// <summary>
/// The file that a gateway reads keys from (its setting <c>Auth:KeysFile</c>). It is changed by one at a time, and is there whole at any
/// moment: a gateway reads it when it likes.
/// </summary>
internal static class KeysFile
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Its keys by their names.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UsageException">It is another kind of file.</exception>
    public static async Task<SortedDictionary<string, StoredKey>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        try
        {
            var document = await JsonSerializer.DeserializeAsync<Document>(file, Form, cancellationToken);
            return document?.Auth?.ApiKeys ?? [];
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path} is no file of keys: {exception.Message}");
        }
    }

    /// <summary>Changes a file, or makes it where there is none.</summary>
    /// <exception cref="UsageException">It is another kind of file, or the change cannot be made; it stays as it was.</exception>
    /// <exception cref="IOException">It is being changed by somebody else.</exception>
    public static async Task<T> ChangeAsync<T>(
        string path, Func<SortedDictionary<string, StoredKey>, T> change, CancellationToken cancellationToken)
    {
        await using var turn = new FileStream(
            $"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        var keys = File.Exists(path) ? await ReadAsync(path, cancellationToken) : [];
        var result = change(keys);
        var next = $"{path}.next";
        await File.WriteAllTextAsync(next, JsonSerializer.Serialize(new Document(new Section(keys)), Form), cancellationToken);
        File.Move(next, path, overwrite: true);
        return result;
    }

    /// <summary>Named as the gateway's configuration is.</summary>
    private sealed record Document(Section? Auth);

    private sealed record Section(SortedDictionary<string, StoredKey>? ApiKeys);
}
