using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Mmei.Testing.Api;

/// <summary>A description of the API (OpenAPI 3.1, whose schemas are those of JSON Schema 2020-12), to hold answers against.</summary>
public sealed class DescribedApi
{
    private static readonly Lazy<DescribedApi> OfRepository = new(static () => new DescribedApi(
        File.ReadAllText(Path.Combine(Repository.Root, "gateway", "Mmei.Gateway", "openapi", "v1.json"))));

    private readonly DescribedCall[] _calls;
    private readonly JsonObject _definitions;
    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = [];

    public DescribedApi(string json)
    {
        var document = JsonDocument.Parse(json.Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal)).RootElement;
        _calls =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new DescribedCall(operation.Name, path.Name, operation.Value),
        ];
        _definitions = JsonObject.Create(document.GetProperty("components").GetProperty("schemas"))!;
        foreach (var (_, schema) in _definitions)
        {
            // Clients must expect answers to grow; these tests must not let them grow unsaid.
            if (schema!["properties"] is not null)
            {
                schema["additionalProperties"] ??= false;
            }
        }
    }

    public static DescribedApi Committed => OfRepository.Value;

    /// <summary>Each as <c>GET /v1/items/{id}</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls.Select(call => call.Name)];

    /// <summary>What is wrong with an answer; empty where nothing is, or where the call is no part of the API.</summary>
    /// <param name="method">Of the call.</param>
    /// <param name="path">Without the query.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="type">The media type of its body; null where it has none.</param>
    /// <param name="body">Its JSON; null where it has none, or where it is of another type.</param>
    public IReadOnlyList<string> Faults(HttpMethod method, string path, int status, string? type, JsonElement? body)
    {
        if (_calls.FirstOrDefault(call => call.Is(method, path)) is not { } described)
        {
            return [];
        }

        if (described.AnswerOf(status) is not { } answer)
        {
            return [$"{described.Name} is not described to answer {status}"];
        }

        if (type is null)
        {
            var bodiless = method == HttpMethod.Head || !answer.TryGetProperty("content", out _);
            return bodiless ? [] : [$"{described.Name} {status} lacks its body"];
        }

        if (!answer.TryGetProperty("content", out var content) || !content.TryGetProperty(type, out var media))
        {
            return [$"{described.Name} {status} is not described to be {type}"];
        }

        return body is { } json ? [.. Errors(media.GetProperty("schema"), json).Select(error => $"{described.Name} {status} {error}")] : [];
    }

    private IEnumerable<string> Errors(JsonElement described, JsonElement json)
    {
        var schema = _schemas.GetOrAdd(described.GetRawText(), text =>
        {
            var bundle = JsonNode.Parse(text)!.AsObject();
            bundle["$defs"] = _definitions.DeepClone();
            return JsonSchema.FromText(bundle.ToJsonString());
        });
        var results = schema.Evaluate(json, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid
            ? []
            : results.Details.Where(detail => detail.HasErrors)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"));
    }
}
