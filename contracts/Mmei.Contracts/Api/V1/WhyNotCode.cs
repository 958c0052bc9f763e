namespace Mmei.Contracts.Api.V1;

/// <summary>Why an item is not on the slate of a decision.</summary>
public enum WhyNotCode
{
    /// <summary>It is on the slate.</summary>
    Shown,

    /// <summary>It was a candidate, and others came before it.</summary>
    BelowSlate,

    /// <summary>The search for candidates put it too far down.</summary>
    NotACandidate,

    /// <summary>The request named the items to rank, and not this one.</summary>
    NotAsked,

    /// <summary>The request asked for other kinds.</summary>
    ExcludedKind,

    /// <summary>The person does not want it again.</summary>
    Disliked,

    /// <summary>The person has seen it, and the request excluded that.</summary>
    Seen,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>It could not be recommended by then, or not as it is now.</summary>
    NotIndexed,

    /// <summary>The index was away, and it is not among the newest items that stood in.</summary>
    IndexAway,

    /// <summary>The catalog has no such item now.</summary>
    Unknown,

    /// <summary>The request asked for tags of which it has none, or excluded one that it has.</summary>
    ExcludedTag,

    /// <summary>It has a tag that is never recommended.</summary>
    BlockedTag,

    /// <summary>As many items of its creator are on the slate as may be.</summary>
    CreatorCap,

    /// <summary>The request's filter is not true of it.</summary>
    FilteredByExpression,
}
