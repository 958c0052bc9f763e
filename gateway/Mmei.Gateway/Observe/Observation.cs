using Mmei.Contracts.V1;

namespace Mmei.Gateway.Observe;

/// <summary>A valid observation of an authenticated client, with its id and its time.</summary>
internal sealed record Observation
{
    public required Guid Id { get; init; }

    public required string Tenant { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public required ScreenedModalities Modalities { get; init; }

    public required RecommendationOptions Options { get; init; }

    public ObservationContext? Context { get; init; }

    /// <summary>Whether somebody wants to hear what was recognised before the recommendation is there.</summary>
    public bool TellPerception { get; init; }

    /// <summary>Milliseconds until the answer must be there.</summary>
    public required int DeadlineMs { get; init; }

    /// <summary>Milliseconds for which the client is kept waiting.</summary>
    public required int AwaitedMs { get; init; }

    /// <summary>Milliseconds for the join.</summary>
    public required int BudgetMs { get; init; }
}
