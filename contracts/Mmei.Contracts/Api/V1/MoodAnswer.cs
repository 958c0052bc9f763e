using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>What the items should do with the mood, and who said so.</summary>
public sealed record MoodAnswer
{
    /// <summary>
    /// The goal taken. Without one in the request each emotion has its own, and this is the one that most of what may be felt has.
    /// </summary>
    public required MoodGoal Goal { get; init; }

    /// <summary>Whether the request asked for it.</summary>
    public required bool Asked { get; init; }
}
