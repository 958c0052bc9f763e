using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>Encode what a person said and send the result to the observation's fusion shard.</summary>
public sealed record EncodeText : IEncodeCommand
{
    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The fusion shard that joins this observation.</summary>
    public required int Shard { get; init; }

    /// <summary>Milliseconds left when this was sent; work that is older is dropped.</summary>
    public required int BudgetMs { get; init; }

    public required string Text { get; init; }

    Modality IEncodeCommand.Modality => Modality.Text;
}
