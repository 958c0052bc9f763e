namespace Mmei.Contracts.Api.V1;

/// <summary>Answer to an import: good rows are kept, every bad row is named.</summary>
public sealed record ImportReport
{
    /// <summary>Rows stored as new or changed items.</summary>
    public required int Accepted { get; init; }

    /// <summary>Rows that equal what is stored already.</summary>
    public required int Unchanged { get; init; }

    public required int Rejected { get; init; }

    /// <summary>
    /// Items of the catalog, of earlier imports too, that were still being indexed at the answer; until then none of them is recommended.
    /// </summary>
    public int BeingIndexed { get; init; }

    /// <summary>The first rejected rows; <see cref="Rejected"/> counts all of them.</summary>
    public required IReadOnlyList<RejectedRow> Errors { get; init; }
}
