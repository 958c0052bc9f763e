using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>How a person felt, over the decisions that are kept of them.</summary>
public sealed record UserMood
{
    /// <summary>How many decisions it is taken from: the latest, 200 at most.</summary>
    public required int Decisions { get; init; }

    /// <summary>The mean of what was recognised, each by its confidence; sums to 1.</summary>
    public required IReadOnlyDictionary<Emotion, double> Mean { get; init; }

    /// <summary>
    /// How much it changes from one observation of a session to the next, 0 (not at all) to 1 (one sure emotion to another): the mean total
    /// variation distance. Absent where no session has two.
    /// </summary>
    public double? Volatility { get; init; }
}
