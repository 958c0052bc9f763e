using System.Text.Json.Nodes;
using Mmei.Hosting.Failures;
using Mmei.Testing.Api;

namespace Mmei.Gateway.Tests;

/// <summary>Puts examples into the API's description: the written calls, and what a running platform answered to them.</summary>
internal static class DescribedExamples
{
    private const string ProblemJson = "application/problem+json";
    private const string AnId = "0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b77";
    private const string ATrace = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// <summary>What any call may be refused with, whatever it asks for.</summary>
    private static readonly (string Range, ProblemType Type, string Detail)[] Refusals =
    [
        ("4XX", ProblemType.Unauthorized, "Send a key in the header X-Api-Key, or a token."),
        ("4XX", ProblemType.Overloaded, "This key calls too often."),
        ("5XX", ProblemType.Unavailable, "A service that this needs is away."),
        ("5XX", ProblemType.Internal, "Something went wrong here."),
    ];

    public static void Apply(JsonNode document)
    {
        var answers = WrittenAnswers.Read();
        var calls = WrittenCalls.Read().ToLookup(call => call.Operation);
        foreach (var (path, operation) in document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(operation => (path.Key, operation.Value!))))
        {
            foreach (var (range, refusal, detail) in Refusals)
            {
                Add(operation["responses"]![range], ProblemJson, $"{refusal.Status}", Problem(refusal, detail));
            }

            foreach (var call in calls[operation["operationId"]!.GetValue<string>()])
            {
                if (call.Status < 300)
                {
                    ShowParameters(operation, path, call);
                    if (call.ContentType is { } type)
                    {
                        var row = operation["requestBody"]?["content"]?[type]?["schema"]?["$ref"] is not null;
                        Add(operation["requestBody"], type, $"{call.Status}", Request(call, row));
                    }
                }

                var responses = operation["responses"]!;
                if (answers.TryGetValue(WrittenAnswers.KeyOf(call), out var answer))
                {
                    var response = responses[$"{call.Status}"] ?? responses[$"{call.Status / 100}XX"];
                    Add(response, answer.Type, $"{call.Status}", answer.Body.DeepClone());
                }
            }
        }
    }

    private static void Add(JsonNode? body, string type, string name, JsonNode example)
    {
        if (body?["content"]?[type] is not { } content)
        {
            return;
        }

        content["examples"] ??= new JsonObject();
        content["examples"]![name] = new JsonObject { ["value"] = example };
    }

    private static JsonObject Problem(ProblemType type, string detail) => new()
    {
        ["type"] = type.Uri,
        ["title"] = type.Title,
        ["status"] = type.Status,
        ["detail"] = detail,
        ["traceId"] = ATrace,
    };

    private static void ShowParameters(JsonNode operation, string path, WrittenCall call)
    {
        var query = call.Address.Split('?') is [_, var given]
            ? given.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])
            : [];
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var name = parameter!["name"]!.GetValue<string>();
            var value = parameter["in"]!.GetValue<string>() == "path" ? ValueIn(path, call.Path) : query.GetValueOrDefault(name);
            if (value is not null)
            {
                parameter["example"] ??= Typed(value, parameter["schema"]);
            }
        }
    }

    /// <summary>As the schema has it: an example of a number or a boolean is no text.</summary>
    private static JsonNode Typed(string value, JsonNode? schema) =>
        schema?["type"]?.ToString() is "integer" or "number" or "boolean" ? JsonNode.Parse(value)! : JsonValue.Create(value);

    /// <summary>What stands in a path in place of its one parameter.</summary>
    private static string ValueIn(string template, string path)
    {
        var behind = template.Split('}')[1].Length;
        var value = path[template.Split('{')[0].Length..^behind];
        return value.Contains("{{", StringComparison.Ordinal) ? AnId : value;
    }

    /// <param name="call">As it is written.</param>
    /// <param name="row">Of lines the first alone, because what is described is a line.</param>
    private static JsonNode Request(WrittenCall call, bool row)
    {
        var body = call.Body
            .Replace("{{observe.response.body.$.decisionId}}", AnId, StringComparison.Ordinal)
            .Replace("{{observe.response.body.$.items[0].id}}", "m-204", StringComparison.Ordinal)
            .Replace("{{snapshot.response.body.$.snapshots[0].version}}", "42", StringComparison.Ordinal)
            .Replace("{{$datetime iso8601}}", "2026-11-22T20:42:10Z", StringComparison.Ordinal);
        return call.ContentType is not "application/x-ndjson" ? JsonNode.Parse(body)!
            : row ? JsonNode.Parse(body.Split('\n')[0])!
            : JsonValue.Create(body + "\n");
    }
}
