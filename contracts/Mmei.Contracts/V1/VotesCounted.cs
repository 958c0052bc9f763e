namespace Mmei.Contracts.V1;

/// <summary>
/// What people's feedback of one week says of an item as such. Each person counts for one vote on an item at most, in the week in which
/// they last met it. A later event for the same item and week replaces it; sums of 0 say that nobody's vote is left there.
/// </summary>
public sealed record VotesCounted
{
    public required string TenantId { get; init; }

    public required string ItemId { get; init; }

    /// <summary>Weeks since the first of January 1970, which was a Thursday.</summary>
    public required long Week { get; init; }

    /// <summary>Votes for the item, a multiple of 2^-16: sums are exact, whatever their order.</summary>
    public required double For { get; init; }

    /// <summary>Votes against it, likewise.</summary>
    public required double Against { get; init; }

    /// <summary>How many votes are of people whose mood afterwards is known, and how many of these felt clearly worse.</summary>
    public required double Felt { get; init; }

    public required double Worse { get; init; }

    /// <summary>Counts up with each change of the item's week; an older one that arrives late is ignored.</summary>
    public required long Revision { get; init; }
}
