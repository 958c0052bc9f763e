namespace Mmei.Contracts.Api.V1;

/// <summary>What was erased of a person, by kind. All zeros: nothing was kept.</summary>
public sealed record ErasureReceipt
{
    public required Guid ErasureId { get; init; }

    /// <summary>What happened up to then is erased, and is not taken in when it arrives later.</summary>
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>Whether every service has erased; false with a 202: ask again for what is left.</summary>
    public required bool Complete { get; init; }

    /// <summary>Decisions, with all items that were shown.</summary>
    public required int Decisions { get; init; }

    public required int Signals { get; init; }

    /// <summary>Rewards that were taken out of the policy, as if it had never seen them.</summary>
    public required int PolicyRewards { get; init; }

    /// <summary>Votes that were taken out of items' quality, to the last bit.</summary>
    public required int Votes { get; init; }

    /// <summary>Messages about the person that had not been sent.</summary>
    public required int Messages { get; init; }

    /// <summary>Rewards of the person's taste; absent until ranking has answered.</summary>
    public int? Tastes { get; init; }
}
