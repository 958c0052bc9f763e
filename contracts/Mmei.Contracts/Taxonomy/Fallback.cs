namespace Mmei.Contracts.Taxonomy;

/// <summary>What stands in where the index of the catalog is away.</summary>
public enum Fallback
{
    /// <summary>What was popular for the mood when the index was last there, and where that is too little the newest items, too.</summary>
    Popular,

    /// <summary>The items that entered the catalog last.</summary>
    Newest,
}
