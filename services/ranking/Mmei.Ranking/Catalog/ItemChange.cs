namespace Mmei.Ranking.Catalog;

/// <summary>What storing an item changed.</summary>
internal enum ItemChange
{
    Created,
    Updated,

    /// <summary>The same content was there already.</summary>
    None,
}
