using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Api.V1;

/// <summary>The record of a recommendation: what was known, what was asked for, what was decided and by what.</summary>
public sealed record DecisionAnswer
{
    public required Guid DecisionId { get; init; }

    public required Guid ObservationId { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required Recognition<Emotion> Emotion { get; init; }

    public required Recognition<Intent> Intent { get; init; }

    /// <summary>How likely something was asked for in words, 0 to 1; 0 where nothing was said.</summary>
    public required double Wish { get; init; }

    /// <summary>What the items should do with the mood.</summary>
    public required MoodAnswer Mood { get; init; }

    /// <summary>What the request asked for.</summary>
    public required OptionsRequest Options { get; init; }

    /// <summary>The items that could have been recommended.</summary>
    public required CandidatesAnswer Candidates { get; init; }

    /// <summary>What was known of the person's taste; absent for nobody in particular.</summary>
    public TasteAnswer? Taste { get; init; }

    /// <summary>
    /// What each number about an item counted in a score: state (F . E_c), profile, intent, said, affinity, quality, policy, diversity.
    /// A boost counts as it is.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <summary>From the top.</summary>
    public required IReadOnlyList<DecisionItem> Items { get; init; }

    public required PolicyAnswer Policy { get; init; }

    /// <summary>The arm of an experiment that it was made in; absent where it was in none.</summary>
    public ArmAnswer? Arm { get; init; }

    /// <summary>The models that took part, as name@version, by role: image, audio, text, fusion, content.</summary>
    public required IReadOnlyDictionary<string, string> Models { get; init; }

    /// <summary>Whether something that was expected did not come, or a store was away.</summary>
    public required bool Degraded { get; init; }

    /// <summary>Why an item is not among them; present where the call asked with <c>whyNot</c>.</summary>
    public WhyNotAnswer? WhyNot { get; init; }
}
