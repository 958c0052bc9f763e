using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>One row of an import: what it says of an item, unchecked, or why it cannot be read.</summary>
/// <param name="Line">Where it begins in the body, from 1.</param>
internal readonly record struct ImportRow(int Line, CatalogItem? Item, string? Reason)
{
    public static ImportRow Of(int line, CatalogItem item) => new(line, item, null);

    public static ImportRow Bad(int line, Failure failure) => new(line, null, ReasonOf(failure));

    public static ImportRow Bad(int line, string reason) => new(line, null, reason);

    /// <summary>Every field with what is wrong with it, in one line.</summary>
    public static string ReasonOf(Failure failure) =>
        string.Join("; ", failure.Errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}"));
}
