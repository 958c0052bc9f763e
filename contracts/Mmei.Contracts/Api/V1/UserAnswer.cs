namespace Mmei.Contracts.Api.V1;

/// <summary>What is kept of a person: their taste, their mood, and how much led to it. Of somebody unknown: nothing.</summary>
public sealed record UserAnswer
{
    public required string Id { get; init; }

    /// <summary>When the person first did something with an item, as far as it is kept.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When they last did.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>Items that the person has acted on.</summary>
    public required IReadOnlyList<string> Seen { get; init; }

    /// <summary>Of these, what they like.</summary>
    public required IReadOnlyList<string> Liked { get; init; }

    /// <summary>What they dislike: they are never shown it again.</summary>
    public required IReadOnlyList<string> Disliked { get; init; }

    /// <summary>How many decisions are kept.</summary>
    public int Decisions { get; init; }

    /// <summary>How they felt in the latest of these; absent where nothing of them is kept.</summary>
    public UserMood? Mood { get; init; }
}
