namespace Mmei.Contracts.V1;

/// <summary>Encode the metadata of a catalog item into E_c (eq. 7); answered by <see cref="ItemEncoded"/>.</summary>
public sealed record EncodeItem
{
    public required string TenantId { get; init; }

    public required string ItemId { get; init; }

    /// <summary>The item's revision this text belongs to; a result for an older revision is dropped.</summary>
    public required long Revision { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// The content model that is asked, as name@version; one that is not served is stood in for by the one in force. Null: that one.
    /// </summary>
    public string? Model { get; init; }
}
