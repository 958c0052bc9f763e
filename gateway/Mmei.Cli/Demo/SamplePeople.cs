using System.Text.Json;
using Mmei.Client;

namespace Mmei.Cli.Demo;

/// <summary>The people of a samples folder: <c>observations.json</c>, with media beside it.</summary>
internal static class SamplePeople
{
    /// <exception cref="UsageException">The file is not what it should be, or too few people are in it.</exception>
    public static async Task<IReadOnlyList<Person>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "observations.json");
        var people = await ParseAsync(path, cancellationToken);
        return await Task.WhenAll(people.Select(async person => person with
        {
            ImageBytes = await ReadAsync(folder, person.Image, cancellationToken),
            AudioBytes = await ReadAsync(folder, person.Audio, cancellationToken),
        }));
    }

    private static async Task<IReadOnlyList<Person>> ParseAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<IReadOnlyList<Person>>(file, MmeiJson.Options, cancellationToken) ?? [];
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path}, line {exception.LineNumber + 1}: not a list of observations ({exception.Path}).");
        }
    }

    private static async Task<byte[]?> ReadAsync(string folder, string? file, CancellationToken cancellationToken) =>
        file is null ? null : await File.ReadAllBytesAsync(Path.Combine(folder, file), cancellationToken);
}
