namespace Mmei.Contracts.V1;

/// <summary>A content encoder has started, or goes on with another model: items that another one encoded are to be encoded again.</summary>
public sealed record ContentModelServed
{
    /// <summary>The content model, as name@version.</summary>
    public required string Model { get; init; }

    /// <summary>The fusion models whose F its E_c was fitted to, as name@version; empty where it does not say.</summary>
    public IReadOnlyList<string> FittedWith { get; init; } = [];
}
