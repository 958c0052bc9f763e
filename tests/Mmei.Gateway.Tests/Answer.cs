using System.Net.Http.Json;
using System.Text.Json;

namespace Mmei.Gateway.Tests;

/// <summary>What came back over HTTP.</summary>
public sealed record Answer(int Status, string? ContentType, TimeSpan? RetryAfter, JsonElement Json)
{
    public string? ProblemType => Json.GetProperty("type").GetString()?.Split('/')[^1];

    /// <summary>The fields that something is wrong with.</summary>
    public string[] Fields =>
        Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(entry => entry.Name)] : [];

    public string Error(string field) => Json.GetProperty("errors").GetProperty(field)[0].GetString()!;

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var type = response.Content.Headers.ContentType?.MediaType;
            var json = type?.EndsWith("json", StringComparison.Ordinal) == true && response.RequestMessage?.Method != HttpMethod.Head
                ? await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)
                : default;
            return new Answer((int)response.StatusCode, type, response.Headers.RetryAfter?.Delta, json);
        }
    }
}
