using System.Text.Json;

namespace Mmei.Hosting.Tests;

/// <summary>What came back over HTTP.</summary>
internal sealed record Answer(int Status, string? ContentType, Dictionary<string, string> Headers, string Text, JsonElement Json)
{
    public string? String(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public string[] Errors(string field) =>
        Json.GetProperty("errors").TryGetProperty(field, out var problems)
            ? [.. problems.EnumerateArray().Select(problem => problem.GetString()!)]
            : [];
}
