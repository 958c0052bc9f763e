using System.Text.Json.Serialization;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>
/// What led to a decision, and what was decided: all that is needed to make it again while its items and its policy are there.
/// </summary>
internal sealed record DecisionRecord
{
    public required Guid DecisionId { get; init; }

    public required Guid ObservationId { get; init; }

    public required string TenantId { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The <see cref="Ranker.Version"/> that decided.</summary>
    public required int Ranker { get; init; }

    public required Perception Perception { get; init; }

    /// <summary>F, as it came.</summary>
    public required EncodedTensor Fused { get; init; }

    /// <summary>What was asked for or spoken of in words, as it came.</summary>
    public EncodedTensor? Wish { get; init; }

    public required RecommendationOptions Options { get; init; }

    /// <summary>Tags that were never recommended.</summary>
    public IReadOnlyList<string> BlockedTags { get; init; } = [];

    /// <summary>The mood goal that was taken.</summary>
    public required MoodGoal Mood { get; init; }

    /// <summary>The settings in force.</summary>
    public required RankingOptions Weights { get; init; }

    public required CandidateOrigin Origin { get; init; }

    /// <summary>As <see cref="FoundCandidates.Threshold"/>.</summary>
    public double? Threshold { get; init; }

    public required int CandidateCount { get; init; }

    /// <summary>Null where it would have been too large to keep.</summary>
    public RecordedInputs? Inputs { get; init; }

    public required PolicyStamp Policy { get; init; }

    /// <summary>The <see cref="KeptPolicy.Id"/> of the policy that decided.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The arm of an experiment that it was made in; null where it was in none.</summary>
    public ArmStamp? Arm { get; init; }

    /// <summary>The mood goal that was asked for, or else that of the arm.</summary>
    [JsonIgnore]
    public MoodGoal? MoodSet => Options.Mood ?? Arm?.Mood;

    /// <summary>The content model of all items that were read; null where none was.</summary>
    public string? ContentModel { get; init; }

    /// <summary>From the top.</summary>
    public required IReadOnlyList<RecordedPlace> Slate { get; init; }
}

/// <summary>The larger part of what led to a decision.</summary>
/// <param name="Candidates">In the order in which they were found.</param>
/// <param name="Prior">How much evidence there must be for an affinity of one half.</param>
/// <param name="Ratings">What was made of the person's rewards, in the order in which it is summed.</param>
/// <param name="Seen">Other items the person had acted on.</param>
/// <param name="Never">Items the person did not want again.</param>
internal sealed record RecordedInputs(
    IReadOnlyList<RecordedItem> Candidates, double Prior, IReadOnlyList<RecordedRating> Ratings, IReadOnlyList<string> Seen,
    IReadOnlyList<string> Never);

/// <param name="Revision">The revision that was encoded: with the id it stands for all that the content model said.</param>
/// <param name="Quality">What everybody's feedback said of it by then.</param>
/// <param name="Boosts">The request's boosts that were true of it, by their places; null: none.</param>
internal sealed record RecordedItem(string Id, long Revision, ContentKind Kind, ItemQuality Quality, IReadOnlyList<int>? Boosts = null);

internal sealed record RecordedRating(string Id, long Revision, ContentKind Kind, double Sum, double Mass);

/// <param name="Rules">The request's boosts that were true of it, as fields of the request; null: none.</param>
internal sealed record RecordedPlace(
    string Id, double Similarity, ScoreParts Parts, double Propensity, IReadOnlyList<string>? Rules = null);
