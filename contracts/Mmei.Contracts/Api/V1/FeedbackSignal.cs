using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>One thing a person did with a recommended item.</summary>
public sealed record FeedbackSignal
{
    /// <summary>The caller's id for this signal; the same id again changes nothing.</summary>
    public string? Id { get; init; }

    public Guid? DecisionId { get; init; }

    public string? ItemId { get; init; }

    public SignalKind? Kind { get; init; }

    /// <summary>dwell: seconds; complete: 0 to 1; the rest take none.</summary>
    public double? Value { get; init; }

    /// <summary>emotion: the id of the later observation.</summary>
    public Guid? ObservationId { get; init; }

    public DateTimeOffset? At { get; init; }
}
