namespace Mmei.Contracts.V1;

/// <summary>
/// What an observation came to. Around a crash it may be sent again, and may then differ: every time under the same message id, so that who
/// takes it can keep to the first.
/// </summary>
public interface IOutcome
{
    Guid ObservationId { get; }
}
