namespace Mmei.Contracts.V1;

/// <summary>A message that fusion joins with the others of its observation; it travels to the observation's shard.</summary>
public interface IPartOfObservation
{
    Guid ObservationId { get; }
}
