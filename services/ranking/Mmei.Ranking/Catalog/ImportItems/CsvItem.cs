using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>
/// An item in the columns of a CSV row: its members by their names, tags separated by '|', each attribute in a column of its own,
/// <c>attributes.bpm</c>. Read by way of JSON, so that a row is judged, and its faults are named, as in NDJSON.
/// </summary>
internal sealed class CsvItem(IReadOnlyList<string> headers)
{
    public const string Attributes = "attributes.";
    private const string Kind = "kind";
    private const string Tags = "tags";

    private static readonly string[] Members =
        ["id", Kind, "title", "description", Tags, "creator", "language", "mediaUrl", "thumbnailUrl", "expiresAt"];

    // What lies in each column, or null.
    private readonly string?[] _columns = [.. headers.Select(NameOf)];

    public static IReadOnlyList<string> Required { get; } = Members[..3];

    public static bool Knows(string header) => NameOf(header) is not null;

    public ImportRow Read(int line, CsvReader csv)
    {
        var (item, attributes) = (new JsonObject(), new JsonObject());
        for (var column = 0; column < _columns.Length; column++)
        {
            // An empty cell says nothing.
            if (_columns[column] is not { } name || column >= csv.FieldCount || csv.GetString(column) is not { Length: > 0 } cell)
            {
                continue;
            }

            if (name.StartsWith(Attributes, StringComparison.Ordinal))
            {
                attributes[name[Attributes.Length..]] = CsvCell.ReadAttribute(cell);
            }
            else if (name == Tags)
            {
                item[Tags] = CsvCell.ReadTags(cell);
            }
            else
            {
                item[name] = name == Kind ? cell.Trim().ToLowerInvariant() : name is "title" or "description" ? cell : cell.Trim();
            }
        }

        if (attributes.Count > 0)
        {
            item["attributes"] = attributes;
        }

        try
        {
            return ImportRow.Of(line, item.Deserialize<CatalogItem>(JsonDefaults.Options)!);
        }
        catch (JsonException wrong)
        {
            return ImportRow.Bad(line, UnreadableRequest.From(wrong));
        }
    }

    private static string? NameOf(string header) =>
        header.StartsWith(Attributes, StringComparison.OrdinalIgnoreCase)
            ? Attributes + header[Attributes.Length..]
            : Members.FirstOrDefault(member => member.Equals(header, StringComparison.OrdinalIgnoreCase));
}
