using System.Text;
using System.Text.Json.Nodes;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests;

/// <summary>Every bound that the API's description sets to a body is the one that is enforced.</summary>
public sealed class When_a_value_stands_at_its_bound
{
    // Divisible by three, so that base64 says their length exactly.
    private const string MediaBytes = "999";

    /// <summary>Where each schema stands in a call's body.</summary>
    private static readonly (string Schema, HttpMethod Method, string Path, string Place)[] Bodies =
    [
        ("ObservationRequest", HttpMethod.Post, "/v1/observations", ""),
        ("ConsentRequest", HttpMethod.Post, "/v1/observations", "consent."),
        ("ContextRequest", HttpMethod.Post, "/v1/observations", "context."),
        ("OptionsRequest", HttpMethod.Post, "/v1/observations", "options."),
        ("BoostRequest", HttpMethod.Post, "/v1/observations", "options.boosts[0]."),
        ("FeedbackRequest", HttpMethod.Post, "/v1/feedback", ""),
        ("FeedbackSignal", HttpMethod.Post, "/v1/feedback", "signals[0]."),
        ("CatalogItem", HttpMethod.Put, "/v1/items/{id}", ""),
        ("UserConsentRequest", HttpMethod.Put, "/v1/users/{id}/consent", ""),
    ];

    [Fact]
    public async Task Should_take_it_and_refuse_what_is_beyond()
    {
        using var folder = new TempFolder();
        await using var app = await GatewayApp.StartAsync(
            whole: true,
            ("Storage:ConnectionString", $"Data Source={folder["mmei.db"]}"),
            ("Gateway:Limits:ImageBytes", MediaBytes),
            ("Gateway:Limits:AudioBytes", MediaBytes),
            ("Gateway:RateLimits:RequestsPerSecond", "100000"),
            ("Gateway:RateLimits:Burst", "100000"));
        var document = JsonNode.Parse((await app.Anonymous.ReadAsync("/openapi/v1.json")).Json.GetRawText())!;
        var wrong = new List<string>();
        var bounds = 0;
        foreach (var (schema, method, path, place) in Bodies)
        {
            foreach (var bound in DescribedBound.Of(document, schema))
            {
                bounds++;
                var field = place + bound.Member;
                var held = await FieldsAsync(app, method, path, field, bound.Held);
                var broken = await FieldsAsync(app, method, path, field, bound.Broken);
                if (held.Any(IsOf) || !broken.Any(IsOf))
                {
                    wrong.Add($"{bound}: held names [{string.Join(", ", held)}], broken names [{string.Join(", ", broken)}]");
                }

                // The member itself, or the list that it is an element of.
                bool IsOf(string named) => field == named || field.StartsWith($"{named}[", StringComparison.Ordinal);
            }
        }

        wrong.ShouldBeEmpty();
        bounds.ShouldBeGreaterThan(30);
    }

    /// <summary>The fields that an answer names when one is set to a value in a body that is right but for it.</summary>
    private static async Task<string[]> FieldsAsync(GatewayApp app, HttpMethod method, string path, string field, JsonNode value)
    {
        JsonNode body = (path, field) switch
        {
            ("/v1/feedback", "signals[0].observationId") => JsonNode.Parse("""{ "signals": [{ "kind": "emotion" }] }""")!,
            ("/v1/feedback", _) => new JsonObject { ["signals"] = new JsonArray(DescribedBound.Signal()) },
            ("/v1/observations", _) when field.StartsWith("options.boosts[0].", StringComparison.Ordinal) => JsonNode.Parse(
                """{ "text": "hi", "options": { "boosts": [{ "when": "kind == 'music'", "by": 1 }] } }""")!,
            ("/v1/observations", _) => new JsonObject { ["text"] = "hi" },
            ("/v1/users/{id}/consent", _) => new JsonObject { ["purpose"] = "recommendation" },
            _ => new JsonObject { ["id"] = "m-1", ["kind"] = "music", ["title"] = "Rain" },
        };
        Set(body, field, value.DeepClone());
        var id = $"{body["id"]}" is { Length: > 0 } given ? given : "m-1";
        using var request = new HttpRequestMessage(method, path.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        return (await Answer.ReadAsync(await app.Client.SendAsync(request, TestContext.Current.CancellationToken))).Fields;
    }

    private static void Set(JsonNode body, string field, JsonNode value)
    {
        var steps = field.Replace("[0]", ".[0]", StringComparison.Ordinal).Split('.');
        var holder = body;
        for (var i = 0; i < steps.Length; i++)
        {
            var last = i == steps.Length - 1;
            var next = last ? value : steps[i + 1] == "[0]" ? new JsonArray() : new JsonObject();
            if (holder is JsonArray elements)
            {
                if (last || elements.Count == 0)
                {
                    elements.Clear();
                    elements.Add(next);
                }

                holder = elements[0]!;
            }
            else
            {
                if (last || holder[steps[i]] is null)
                {
                    holder[steps[i]] = next;
                }

                holder = holder[steps[i]]!;
            }
        }
    }
}
