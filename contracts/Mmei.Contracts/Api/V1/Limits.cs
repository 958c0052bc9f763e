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

    public required int ImportBytes { get; init; }

    public required IReadOnlyList<string> ImageTypes { get; init; }

    public required IReadOnlyList<string> AudioTypes { get; init; }
}
