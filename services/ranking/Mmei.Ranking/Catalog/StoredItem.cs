namespace Mmei.Ranking.Catalog;

/// <summary>An item of the catalog.</summary>
/// <param name="Content">The latest content.</param>
/// <param name="Revision">Counts up with each change of the content, and when another content model is to encode it.</param>
/// <param name="IsEncoded">Whether the embedding in the catalog is that of this revision.</param>
/// <param name="IsIndexed">Whether this revision can be recommended.</param>
internal sealed record StoredItem(ItemContent Content, long Revision, bool IsEncoded, bool IsIndexed);
