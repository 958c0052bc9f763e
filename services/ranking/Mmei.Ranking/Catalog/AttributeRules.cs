using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;
using Mmei.Ranking.Catalog.DeclareAttributes;

namespace Mmei.Ranking.Catalog;

/// <summary>What a tenant may say of an item under names of its own.</summary>
internal static partial class AttributeRules
{
    /// <summary>Beyond it a whole number is not kept to the last digit (RFC 7493).</summary>
    private const double LargestNumber = (1L << 53) - 1;

    public static void Check(
        IReadOnlyDictionary<string, AttributeValue>? attributes, DeclaredAttributes declared, FieldErrors errors)
    {
        if (attributes is null)
        {
            return;
        }

        errors.Require(attributes.Count <= CatalogItem.MostAttributes, "attributes", $"must be at most {CatalogItem.MostAttributes}");
        CheckNames([.. attributes.Keys.Take(CatalogItem.MostAttributes)], errors);
        foreach (var (name, value) in attributes.Take(CatalogItem.MostAttributes))
        {
            errors
                .Require(
                    value.Text is not { } text || (text.Length <= CatalogItem.AttributeCharacters && !text.Any(char.IsControl)),
                    $"attributes.{Shown(name)}",
                    $"must have at most {CatalogItem.AttributeCharacters} characters, none of them a control character")
                .Require(
                    value.Number is not { } number || !double.IsInteger(number) || Math.Abs(number) <= LargestNumber,
                    $"attributes.{Shown(name)}",
                    $"must be between -{LargestNumber:F0} and {LargestNumber:F0}, or a string");
            if (declared.Fault(name, value) is { } fault)
            {
                errors.Add($"attributes.{Shown(name)}", fault);
            }
        }
    }

    /// <summary>Names as a tenant may choose them.</summary>
    public static void CheckNames(IReadOnlyCollection<string> names, FieldErrors errors)
    {
        foreach (var name in names)
        {
            errors.Require(
                name.Length > 0 && Name().Match(name).Length == name.Length,
                $"attributes.{Shown(name)}",
                "must have a name of 1 to 64 letters, digits, '_' or '-', starting with a letter");
        }

        foreach (var alike in names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            errors.Add($"attributes.{Shown(alike.Key)}", "is given twice, but for the case of its letters");
        }
    }

    public static IReadOnlyDictionary<string, AttributeValue> InOrder(IReadOnlyDictionary<string, AttributeValue>? attributes) =>
        new SortedDictionary<string, AttributeValue>(
            attributes?.ToDictionary() ?? [], StringComparer.Ordinal);

    /// <summary>As the database holds them.</summary>
    public static IReadOnlyDictionary<string, AttributeValue> Read(string json) => json == "{}"
        ? ReadOnlyDictionary<string, AttributeValue>.Empty
        : JsonSerializer.Deserialize<Dictionary<string, AttributeValue>>(json, JsonDefaults.Options)!;

    /// <summary>A name as it may stand in an answer.</summary>
    private static string Shown(string name) => name.Length <= 64 ? name : $"{name[..64]}…";

    [GeneratedRegex(CatalogItem.AttributeNamePattern)]
    private static partial Regex Name();
}
