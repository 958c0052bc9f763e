namespace Mmei.Contracts.Api.V1;

/// <summary>Another content model encodes the catalog, to serve once it has encoded all of it.</summary>
public sealed record ReindexStatus
{
    /// <summary>The content model whose vectors are searched meanwhile, as name@version.</summary>
    public required string ServingModel { get; init; }

    /// <summary>The one that is to take its place, as name@version.</summary>
    public required string NextModel { get; init; }

    /// <summary>How many of the tenant's items it has encoded in their latest revision.</summary>
    public required int Encoded { get; init; }

    /// <summary>The fusion models that it was fitted with, where others are in force: until they no longer are, it waits.</summary>
    public IReadOnlyList<string>? WaitsFor { get; init; }
}
