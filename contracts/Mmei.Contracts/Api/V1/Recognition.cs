namespace Mmei.Contracts.Api.V1;

/// <summary>The most probable label, how sure the platform is of it, and the whole distribution.</summary>
public sealed record Recognition<TLabel>
    where TLabel : struct, Enum
{
    public required TLabel Label { get; init; }

    /// <summary>Calibrated, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Sums to 1.</summary>
    public required IReadOnlyDictionary<TLabel, double> Probabilities { get; init; }
}
