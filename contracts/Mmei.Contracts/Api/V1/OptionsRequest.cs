using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>How to recommend; each is optional.</summary>
public sealed record OptionsRequest
{
    public const int MostBoosts = 5;

    /// <summary>How many items.</summary>
    public int? K { get; init; }

    public IReadOnlyList<ContentKind>? Kinds { get; init; }

    /// <summary>
    /// Ids of the items to rank; without it the whole catalog is searched. Items that do not exist or are not indexed yet are left out.
    /// </summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Tags of which an item must have one; upper and lower case are the same.</summary>
    [MaxLength(CatalogItem.MostTags)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Tags of which an item must have none.</summary>
    [MaxLength(CatalogItem.MostTags)]
    public IReadOnlyList<string>? ExcludeTags { get; init; }

    /// <summary>
    /// An expression that must be true of an item: comparisons of <c>kind</c>, <c>tags</c>, <c>creator</c>, <c>language</c> and
    /// <c>attributes.NAME</c>, with <c>and</c>, <c>or</c>, <c>not</c> and brackets. What an item does not say is unknown, and neither a
    /// comparison with it nor the opposite is true.
    /// </summary>
    public string? Filter { get; init; }

    /// <summary>
    /// What is added to the scores of some items, or taken off, each for itself. An answer explains it in <c>boost</c> and <c>rules</c>.
    /// </summary>
    [MaxLength(MostBoosts)]
    public IReadOnlyList<BoostRequest>? Boosts { get; init; }

    /// <summary>What the items should do with the mood; without it, that follows from what is felt. The answer says which it was.</summary>
    public MoodGoal? Mood { get; init; }

    public bool? ExcludeSeen { get; init; }

    /// <summary>Milliseconds until the answer must be there, with whatever arrived.</summary>
    public int? DeadlineMs { get; init; }

    public bool? Explain { get; init; }
}
