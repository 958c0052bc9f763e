using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>Encode one modality of an observation and send the result to the observation's fusion shard.</summary>
public interface IEncodeCommand : IBudgeted
{
    Guid ObservationId { get; }

    string TenantId { get; }

    /// <summary>The fusion shard that joins this observation.</summary>
    int Shard { get; }

    /// <summary>Not on the wire: the type of the command says it.</summary>
    Modality Modality { get; }
}
