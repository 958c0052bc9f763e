using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ImportItems;

/// <summary>Collects the rows of one import.</summary>
internal sealed class ImportRows(CatalogOptions options)
{
    private readonly List<ItemContent> _accepted = [];
    private readonly List<RejectedRow> _errors = [];
    private int _rejected;

    public IReadOnlyList<ItemContent> Accepted => _accepted;

    /// <exception cref="TooLargeFailure">More rows than one import may have.</exception>
    public void Add(ImportRow row)
    {
        if (_accepted.Count + _rejected == options.ImportRows)
        {
            throw new TooLargeFailure($"An import has at most {options.ImportRows} rows.");
        }

        if (row.Item is not null)
        {
            _accepted.Add(row.Item);
            return;
        }

        _rejected++;
        if (_errors.Count < options.ReportedRows)
        {
            _errors.Add(new RejectedRow(row.Line, row.Reason!));
        }
    }

    public ImportReport Report(IReadOnlyList<(StoredItem Item, ItemChange Change)> stored)
    {
        var unchanged = stored.Count(item => item.Change == ItemChange.None);
        return new ImportReport { Accepted = stored.Count - unchanged, Unchanged = unchanged, Rejected = _rejected, Errors = _errors };
    }
}
