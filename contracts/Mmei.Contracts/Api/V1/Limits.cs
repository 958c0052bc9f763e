namespace Mmei.Contracts.Api.V1;

/// <summary>Answer of <c>GET /v1/limits</c>; enforced there and nowhere else.</summary>
public sealed record Limits
{
    public required int TextCharacters { get; init; }

    public required int ImageBytes { get; init; }

    public required int AudioBytes { get; init; }

    public required int RequestBytes { get; init; }

    public required int MaxK { get; init; }

    /// <summary>How many items one request may name to be ranked.</summary>
    public int ItemsPerRequest { get; init; }

    public required int MinDeadlineMs { get; init; }

    public required int MaxDeadlineMs { get; init; }

    public required int SignalsPerRequest { get; init; }

    /// <summary>
    /// How long after a decision the policy learns from signals on it, by their time; what a person dislikes or has seen counts for ever.
    /// </summary>
    public int RewardWindowSeconds { get; init; }

    public required int ImportBytes { get; init; }

    public required IReadOnlyList<string> ImageTypes { get; init; }

    public required IReadOnlyList<string> AudioTypes { get; init; }
}
