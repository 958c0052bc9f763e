using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mmei.Gateway.Tests;

/// <summary>A bound that the API's description sets to a member of a body, with a value that it holds and one that it does not.</summary>
/// <param name="Schema">The body, or the part of one, that has the member.</param>
/// <param name="Member">The member; that of an element ends in <c>[0]</c>.</param>
/// <param name="Keyword">Of JSON Schema.</param>
internal sealed record DescribedBound(string Schema, string Member, string Keyword, JsonNode Held, JsonNode Broken)
{
    private const string Address = "https://a.example/";

    /// <summary>All that the document says of a schema's members.</summary>
    public static IEnumerable<DescribedBound> Of(JsonNode document, string schema) =>
        from member in document["components"]!["schemas"]![schema]!["properties"]!.AsObject()
        from bound in OfMember(schema, member.Key, member.Value!.AsObject())
        select bound;

    /// <summary>A signal that is right, unlike all others.</summary>
    public static JsonObject Signal(int number = 0) => new()
    {
        ["id"] = $"s-{number}",
        ["decisionId"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
        ["itemId"] = "m-1",
        ["kind"] = "dwell",
        ["value"] = 1,
        ["at"] = TimeProvider.System.GetUtcNow().ToString("O"),
    };

    public override string ToString() => $"{Schema}.{Member} {Keyword}";

    private static IEnumerable<DescribedBound> OfMember(string schema, string member, JsonObject described) =>
    [
        .. from keyword in described
           let values = Values(described, keyword.Key, keyword.Value!)
           where values is not null
           select new DescribedBound(schema, member, keyword.Key, values.Value.Held, values.Value.Broken),
        .. described["items"] is JsonObject element ? OfMember(schema, $"{member}[0]", element) : [],
    ];

    private static (JsonNode Held, JsonNode Broken)? Values(JsonObject described, string keyword, JsonNode value) => keyword switch
    {
        "minimum" => (value.DeepClone(), value.GetValue<double>() - 1),
        "maximum" => (value.DeepClone(), value.GetValue<double>() + 1),
        "minLength" when value.GetValue<int>() > 0 => (Text(described, value), Text(described, value, -1)),
        "maxLength" when described["format"]?.GetValue<string>() == "byte" => (Letters(value, 0, 'A'), Letters(value, 4, 'A')),
        "maxLength" => (Text(described, value), Text(described, value, 1)),
        "minItems" => (Elements(described, value), Elements(described, value, -1)),
        "maxItems" => (Elements(described, value), Elements(described, value, 1)),
        "pattern" => (
            new[] { "x", "en", Address }.First(text => Regex.IsMatch(text, value.GetValue<string>())),
            new[] { " ", "\0" }.First(text => !Regex.IsMatch(text, value.GetValue<string>()))),
        "format" when value.GetValue<string>() == "uuid" => (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(), "x"),
        "format" when value.GetValue<string>() == "date-time" => (
            TimeProvider.System.GetUtcNow().AddSeconds(30).ToString("O"), "2026-11-22"),
        _ => null,
    };

    private static JsonNode Text(JsonObject described, JsonNode length, int more = 0)
    {
        // What must be of a form shows one of it, and blanks after it change nothing.
        if (described["examples"]?[0]?.GetValue<string>() is { } example)
        {
            return example.PadRight(length.GetValue<int>() + more);
        }

        var begin = described["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch("x", pattern) ? Address : "";
        return begin + Letters(length, more - begin.Length);
    }

    private static string Letters(JsonNode length, int more, char letter = 'x') => new(letter, length.GetValue<int>() + more);

    private static JsonArray Elements(JsonObject described, JsonNode count, int more = 0)
    {
        Func<int, JsonNode> element = described["items"]!["$ref"]?.GetValue<string>().Split('/')[^1] switch
        {
            null => i => $"t-{i}",
            "BoostRequest" => _ => new JsonObject { ["when"] = "kind == 'music'", ["by"] = 1 },
            _ => Signal,
        };
        return [.. Enumerable.Range(0, count.GetValue<int>() + more).Select(element)];
    }
}
