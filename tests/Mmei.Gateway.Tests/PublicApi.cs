using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Mmei.Feedback;
using Mmei.Gateway.Access;
using Mmei.Gateway.OpenApi;
using Mmei.Hosting;
using Mmei.Messaging;
using Mmei.Ranking;

namespace Mmei.Gateway.Tests;

/// <summary>The description of the API, as the endpoints of all services give it in one host.</summary>
internal static class PublicApi
{
    private static readonly JsonSerializerOptions Form =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<string> DescribeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddServiceDefaults();
        builder.Services.ConfigureHttpJsonOptions(static json => ReplaceConverters(json.SerializerOptions));
        builder.AddGateway();
        builder.AddRanking();
        builder.AddFeedback();
        builder.AddMessaging(static bus => bus.AddGatewayConsumers());
        await using var app = builder.Build();
        app.MapGateway();
        app.MapCatalog();
        app.MapDecisions();
        app.MapFeedback();

        // Endpoints are published by this; the host itself need not start.
        app.UseRouting();
        app.UseEndpoints(static _ => { });
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1");
        var document = await provider.GetOpenApiDocumentAsync(TestContext.Current.CancellationToken);
        return Tidy(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken));
    }

    /// <summary>
    /// The exporter of schemas sees through the serializer's own converters alone. They write the same and read more, which a test of
    /// what is refused holds against the document.
    /// </summary>
    private static void ReplaceConverters(JsonSerializerOptions options)
    {
        options.Converters.Clear();
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>
    /// What the exporter cannot know: a member that is required is not null, an answer leaves members out rather than have them null and
    /// may grow, a row of an import is text, and which limits hold by default.
    /// </summary>
    private static string Tidy(string json)
    {
        var document = JsonNode.Parse(json)!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var (type, content) in document["paths"]!["/v1/items:import"]!["post"]!["requestBody"]!["content"]!.AsObject())
        {
            content!["schema"] = new JsonObject { ["type"] = "string", ["description"] = $"Rows as {type}: see the call." };
        }

        foreach (var parameter in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["parameters"]?.AsArray() ?? []))
        {
            // Read as text, so that a wrong one is answered with the names that there are.
            parameter!["schema"] = parameter["name"]!.GetValue<string>() switch
            {
                "kind" => new JsonObject { ["$ref"] = "#/components/schemas/ContentKind" },
                "format" => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("ndjson", "csv"), ["default"] = "ndjson" },
                _ => parameter["schema"]!.DeepClone(),
            };
        }

        var asked = Asked(document);
        foreach (var (name, schema) in schemas)
        {
            var required = schema!["required"]?.AsArray().Select(member => member!.GetValue<string>()).ToHashSet() ?? [];
            foreach (var (member, _) in schema["properties"]?.AsObject().ToArray() ?? [])
            {
                if (!asked.Contains(name) || required.Contains(member))
                {
                    schema["properties"]![member] = NeverNull(schema["properties"]![member]!);
                }
            }

            if (!asked.Contains(name))
            {
                schema.AsObject().Remove("additionalProperties");
            }

            if (schema["enum"] is JsonArray values)
            {
                schema["type"] = "string";
                schema["enum"] = new JsonArray([.. values.OfType<JsonValue>().Select(value => value.DeepClone())]);
            }
        }

        var problem = schemas["Problem"]!;
        problem["required"] = new JsonArray("type", "title", "status", "traceId");
        problem["properties"]!["traceId"] = new JsonObject { ["type"] = "string", ["description"] = "What to quote to the operator." };
        schemas["ObservationRequest"]!["anyOf"] = new JsonArray(
            [.. new[] { "text", "image", "audio" }.Select(member => new JsonObject { ["required"] = new JsonArray(member) })]);
        DescribedLimits.Apply(document, new GatewayLimits());
        var patch = schemas["CatalogItem"]!.DeepClone().AsObject();
        patch.Remove("required");
        patch["description"] = "What changes of an item; null takes a member away.";
        schemas["ItemPatch"] = patch;
        foreach (var (_, content) in document["paths"]!["/v1/items/{id}"]!["patch"]!["requestBody"]!["content"]!.AsObject())
        {
            content!["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/ItemPatch" };
        }

        DescribedExamples.Apply(document);
        return document.ToJsonString(Form) + "\n";
    }

    /// <summary>The names of the schemas that bodies of requests refer to.</summary>
    private static HashSet<string> Asked(JsonNode document)
    {
        var asked = new HashSet<string>();
        var open = new Stack<JsonNode?>(document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["requestBody"]));
        while (open.TryPop(out var node))
        {
            if (node is JsonObject member && member["$ref"]?.GetValue<string>().Split('/')[^1] is { } name && asked.Add(name))
            {
                open.Push(document["components"]!["schemas"]![name]);
            }

            foreach (var child in node switch
            {
                JsonObject members => members.Select(entry => entry.Value),
                JsonArray elements => elements,
                _ => [],
            })
            {
                open.Push(child);
            }
        }

        return asked;
    }

    private static JsonNode NeverNull(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray { Count: 2 } choice)
        {
            return choice.Single(one => one!["type"]?.ToString() != "null")!.DeepClone();
        }

        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Single(type => type!.ToString() != "null")!.ToString();
        }

        return schema.DeepClone();
    }
}
