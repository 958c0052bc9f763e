using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>Encode one image medium and send the result to the observation's fusion shard.</summary>
public sealed record EncodeImage : IEncodeCommand
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The fusion shard that joins this observation.</summary>
    public required int Shard { get; init; }

    /// <summary>Milliseconds left when this was sent; work that is older is dropped.</summary>
    public required int BudgetMs { get; init; }

    /// <summary>The medium as it was sent, in its own file format.</summary>
    public required byte[] Media { get; init; }

    Modality IEncodeCommand.Modality => Modality.Image;
}
