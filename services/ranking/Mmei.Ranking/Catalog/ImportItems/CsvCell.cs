using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Contracts.Api.V1;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>
/// Tags and attributes in a cell of CSV, which knows text alone: as people write them, <c>sea|night</c> or <c>90</c>, or as JSON, which
/// also says <c>"90"</c> of a string of digits and <c>["a|b"]</c> of a tag with a bar.
/// </summary>
internal static class CsvCell
{
    private const char Bar = '|';

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonArray ReadTags(string cell) =>
        cell.StartsWith('[') && Json(cell) is JsonArray tags && tags.All(IsText)
            ? tags
            : [.. cell.Split(Bar, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <param name="cell">Not empty.</param>
    /// <param name="declared">The type it is read in, where it can be; null: in the one that it looks like.</param>
    public static JsonNode ReadAttribute(string cell, AttributeType? declared = null) => declared switch
    {
        // What is no string in JSON's quotes is one as it stands: a label 1999 is not the year.
        AttributeType.Text => Json(cell) is JsonValue value && IsText(value) ? value : JsonValue.Create(cell),
        // As spreadsheets write it.
        AttributeType.Boolean when bool.TryParse(cell, out var truth) => JsonValue.Create(truth),
        _ => Json(cell) is JsonValue value ? value : JsonValue.Create(cell),
    };

    /// <summary>As people write them where that reads as the same tags.</summary>
    public static string WriteTags(IReadOnlyList<string> tags)
    {
        var plain = string.Join(Bar, tags);
        return plain.Length == 0 || ReadTags(plain).Select(tag => tag!.GetValue<string>()).SequenceEqual(tags)
            ? plain
            : JsonSerializer.Serialize(tags, Form);
    }

    /// <summary>As people write it where that reads as the same value.</summary>
    public static string WriteAttribute(AttributeValue value) =>
        value.Text is { Length: > 0 } text && ReadAttribute(text) is var read && read.GetValueKind() == JsonValueKind.String
            && read.GetValue<string>() == text
            ? text
            : JsonSerializer.Serialize(value, Form);

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static JsonNode? Json(string cell)
    {
        try
        {
            return "[\"-0123456789tf".Contains(cell[0], StringComparison.Ordinal) ? JsonNode.Parse(cell) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
