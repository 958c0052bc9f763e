using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;
using Mmei.Ranking.Catalog.DeclareAttributes;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>
/// An item in the columns of a CSV row: its members by their names, tags separated by '|', each attribute in a column of its own,
/// <c>attributes.bpm</c>, in the type that is declared of it. Read by way of JSON, so that a row is judged, and its faults are named, as in
/// NDJSON.
/// </summary>
internal sealed class CsvItem(IReadOnlyList<string> headers, DeclaredAttributes declared)
{
    public const string Attributes = "attributes.";
    private const string Kind = "kind";
    private const string Tags = "tags";

    // What lies in each column, or null.
    private readonly string?[] _columns = [.. headers.Select(NameOf)];

    /// <summary>The columns but those of attributes.</summary>
    public static IReadOnlyList<string> Members { get; } =
        ["id", Kind, "title", "description", Tags, "creator", "language", "mediaUrl", "thumbnailUrl", "expiresAt"];

    public static IReadOnlyList<string> Required { get; } = [.. Members.Take(3)];

    /// <summary>The headers that name what another has named; attributes differ by case as well.</summary>
    public static IEnumerable<string> Repeated(IEnumerable<string> headers) =>
        from header in headers
        let name = NameOf(header)
        where name is not null
        group header by name into same
        where same.Count() > 1
        select same.Key;

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
                var attribute = name[Attributes.Length..];
                attributes[attribute] = CsvCell.ReadAttribute(cell, declared.TypeOf(attribute));
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

    /// <summary>An item under <see cref="Members"/> and these attributes; <see cref="Read"/> reads it as the same.</summary>
    public static string[] Write(CatalogItem item, IEnumerable<string> attributes) =>
    [
        item.Id ?? "",
        JsonNamingPolicy.CamelCase.ConvertName($"{item.Kind}"),
        item.Title ?? "",
        item.Description ?? "",
        CsvCell.WriteTags(item.Tags ?? []),
        item.Creator ?? "",
        item.Language ?? "",
        item.MediaUrl ?? "",
        item.ThumbnailUrl ?? "",
        item.ExpiresAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "",
        .. attributes.Select(name => item.Attributes?.GetValueOrDefault(name) is { } value ? CsvCell.WriteAttribute(value) : ""),
    ];

    private static string? NameOf(string header) =>
        header.StartsWith(Attributes, StringComparison.OrdinalIgnoreCase)
            ? Attributes + header[Attributes.Length..]
            : Members.FirstOrDefault(member => member.Equals(header, StringComparison.OrdinalIgnoreCase));
}
