using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>One row of an import: an item, or why it is none.</summary>
/// <param name="Line">Where it begins in the body, from 1.</param>
internal readonly record struct ImportRow(int Line, ItemContent? Item, string? Reason)
{
    public static ImportRow Of(int line, CatalogItem item)
    {
        try
        {
            return new ImportRow(line, ItemRules.Check(item, pathId: null), null);
        }
        catch (InvalidInputFailure invalid)
        {
            return Bad(line, invalid);
        }
    }

    public static ImportRow Bad(int line, Failure failure) =>
        Bad(line, string.Join("; ", failure.Errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}")));

    public static ImportRow Bad(int line, string reason) => new(line, null, reason);
}
