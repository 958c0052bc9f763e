using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Demo;

/// <summary>What became of an item's place after feedback.</summary>
internal sealed record RankingMove
{
    /// <summary>The slate that the feedback is about.</summary>
    public required ObservationAnswer Before { get; init; }

    /// <summary>The last slate that was asked for afterwards.</summary>
    public required ObservationAnswer After { get; init; }

    /// <summary>The item that the person liked.</summary>
    public required string Rewarded { get; init; }

    public int? PositionBefore => PositionIn(Before);

    /// <summary>Null when the item is not in the slate any more.</summary>
    public int? PositionAfter => PositionIn(After);

    /// <summary>The item stands higher, and not by chance: something was learned in between.</summary>
    public bool Rose => PositionAfter < PositionBefore && Learned;

    private bool Learned => After.Policy.Version > Before.Policy.Version || AffinityIn(After) > AffinityIn(Before);

    private int? PositionIn(ObservationAnswer slate) => ItemIn(slate)?.Position;

    private double AffinityIn(ObservationAnswer slate) => ItemIn(slate)?.Explanation?.Affinity ?? 0;

    private RecommendedItem? ItemIn(ObservationAnswer slate) => slate.Items.FirstOrDefault(item => item.Id == Rewarded);
}
