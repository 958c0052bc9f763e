using System.Text.Json.Nodes;
using Mmei.Contracts.Api.V1;
using Mmei.Expressions;
using Mmei.Gateway.Access;

namespace Mmei.Gateway.OpenApi;

/// <summary>The bounds of requests that a deployment sets, in the API's description. Those it cannot set stand at the contracts.</summary>
internal static class DescribedLimits
{
    public static void Apply(JsonNode document, GatewayLimits limits)
    {
        Bound(document, "ObservationRequest", "text").With("maxLength", limits.TextCharacters);
        Bound(document, "ObservationRequest", "image").With("maxLength", Base64Characters(limits.ImageBytes));
        Bound(document, "ObservationRequest", "audio").With("maxLength", Base64Characters(limits.AudioBytes));
        Bound(document, "OptionsRequest", "k").With("minimum", 1).With("maximum", limits.MaxK);
        Bound(document, "OptionsRequest", "deadlineMs").With("minimum", limits.MinDeadlineMs).With("maximum", limits.MaxDeadlineMs);
        var items = Bound(document, "OptionsRequest", "items").With("minItems", 1).With("maxItems", limits.ItemsPerRequest);
        items["items"]!.AsObject().With("minLength", 1).With("maxLength", Ids.MaxLength).With("pattern", Ids.Printable);
        Bound(document, "FeedbackRequest", "signals").With("maxItems", limits.SignalsPerRequest);
        BoundTags(document, "CatalogItem", "tags");
        BoundTags(document, "OptionsRequest", "tags");
        BoundTags(document, "OptionsRequest", "excludeTags");
        Bound(document, "OptionsRequest", "filter")
            .With("maxLength", Expression.MostCharacters)
            .With("examples", new JsonArray("kind == 'music' and not (attributes.bpm >= 100 or tags has 'live')"));
        Bound(document, "BoostRequest", "when")
            .With("maxLength", Expression.MostCharacters)
            .With("examples", new JsonArray("attributes.label == 'ours'"));
        Bound(document, "CatalogItem", "attributes")
            .With("maxProperties", CatalogItem.MostAttributes)
            .With("propertyNames", new JsonObject { ["pattern"] = CatalogItem.AttributeNamePattern })
            .With(
                "additionalProperties",
                new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }
                    .With("maxLength", CatalogItem.AttributeCharacters));
        Bound(document, "AttributesRequest", "attributes")
            .With("maxProperties", AttributesRequest.Most)
            .With("propertyNames", new JsonObject { ["pattern"] = CatalogItem.AttributeNamePattern });
    }

    private static void BoundTags(JsonNode document, string schema, string member) =>
        Bound(document, schema, member)["items"]!.AsObject().With("minLength", 1).With("maxLength", CatalogItem.TagCharacters);

    private static JsonObject Bound(JsonNode document, string schema, string member) =>
        document["components"]!["schemas"]![schema]!["properties"]![member]!.AsObject();

    private static JsonObject With(this JsonObject schema, string keyword, JsonNode value)
    {
        schema[keyword] = value;
        return schema;
    }

    private static int Base64Characters(int bytes) => (bytes + 2) / 3 * 4;
}
