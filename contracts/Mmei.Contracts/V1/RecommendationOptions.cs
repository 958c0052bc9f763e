using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.V1;

/// <summary>How a person wants to be recommended to; validated at the edge.</summary>
public sealed record RecommendationOptions
{
    /// <summary>How many items, 1 to 100.</summary>
    public int K { get; init; } = 10;

    /// <summary>Kinds to choose from; empty means all.</summary>
    public IReadOnlyList<ContentKind> Kinds { get; init; } = [];

    /// <summary>Ids of items to choose from; empty means all.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Tags of which an item must have one; empty means any. Upper and lower case are the same.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Tags of which an item must have none.</summary>
    public IReadOnlyList<string> ExcludeTags { get; init; } = [];

    /// <summary>An expression that must be true of an item; null: nothing is asked.</summary>
    public string? Filter { get; init; }

    /// <summary>What is added to the scores of some items, each for itself.</summary>
    public IReadOnlyList<Boost> Boosts { get; init; } = [];

    /// <summary>What the items should do with the mood; null: what ranking has set for what is felt.</summary>
    public MoodGoal? Mood { get; init; }

    /// <summary>Leaves out items the person has already acted on.</summary>
    public bool ExcludeSeen { get; init; }

    /// <summary>Whether the answer carries the parts of each score.</summary>
    public bool Explain { get; init; } = true;
}
