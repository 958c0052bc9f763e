namespace Mmei.Contracts.V1;

/// <summary>One shown item with what the policy saw of it.</summary>
public sealed record DecidedItem
{
    public required string ItemId { get; init; }

    public required int Position { get; init; }

    public required double Score { get; init; }

    public required double Propensity { get; init; }

    public required ScoreParts Parts { get; init; }

    /// <summary>x(context, item), the bandit's feature vector.</summary>
    public required IReadOnlyList<double> Features { get; init; }
}
