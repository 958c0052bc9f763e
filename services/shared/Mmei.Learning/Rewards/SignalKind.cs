namespace Mmei.Learning.Rewards;

/// <summary>What a person did with an item. The numbers are stored: never renumber.</summary>
public enum SignalKind
{
    /// <summary>Time spent with it; value in seconds.</summary>
    Dwell = 1,

    /// <summary>Share of it that was played or read; value in [0, 1].</summary>
    Complete = 2,
    Like = 3,
    Dislike = 4,
    Replay = 5,
    Share = 6,
    Skip = 7,

    /// <summary>How the person felt afterwards; value is the change of valence, in [-2, 2], absent until it is known.</summary>
    Emotion = 8,
}
