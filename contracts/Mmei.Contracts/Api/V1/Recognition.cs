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

public static class Recognition
{
    /// <param name="probabilities">In the order of <typeparamref name="TLabel"/>.</param>
    /// <param name="confidence">Calibrated, 0 to 1.</param>
    public static Recognition<TLabel> Of<TLabel>(IReadOnlyList<double> probabilities, double confidence)
        where TLabel : struct, Enum
    {
        var byLabel = Enum.GetValues<TLabel>().Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second);
        return new Recognition<TLabel>
        {
            Label = byLabel.MaxBy(pair => pair.Value).Key,
            Confidence = confidence,
            Probabilities = byLabel,
        };
    }
}
