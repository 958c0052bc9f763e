namespace Mmei.Ranking.Taste;

/// <summary>What a person's signals said about one recommended item.</summary>
/// <param name="Reward">0 to 1.</param>
/// <param name="Disliked">The person said no.</param>
/// <param name="At">When.</param>
/// <param name="Liked">The person said yes.</param>
internal sealed record TasteReward(string ItemId, double Reward, bool Disliked, DateTimeOffset At, bool Liked = false);
