using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Rank;

/// <summary>
/// Section <c>Ranking:MoodGoals</c>: what the items should do with each emotion where the request does not say. Anger, fear and sadness are
/// brought to rest, disgust is lifted, the rest is matched.
/// </summary>
internal sealed class MoodGoalOptions
{
    public const string Section = "Ranking:MoodGoals";

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Anger { get; init; } = MoodGoal.Calm;

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Disgust { get; init; } = MoodGoal.Lift;

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Fear { get; init; } = MoodGoal.Calm;

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Joy { get; init; } = MoodGoal.Match;

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Neutral { get; init; } = MoodGoal.Match;

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Sadness { get; init; } = MoodGoal.Calm;

    [EnumDataType(typeof(MoodGoal))]
    public MoodGoal Surprise { get; init; } = MoodGoal.Match;

    public MoodGoal Of(Emotion emotion) => emotion switch
    {
        Emotion.Anger => Anger,
        Emotion.Disgust => Disgust,
        Emotion.Fear => Fear,
        Emotion.Joy => Joy,
        Emotion.Neutral => Neutral,
        Emotion.Sadness => Sadness,
        Emotion.Surprise => Surprise,
        _ => throw new ArgumentOutOfRangeException(nameof(emotion), emotion, "It is no emotion."),
    };
}
