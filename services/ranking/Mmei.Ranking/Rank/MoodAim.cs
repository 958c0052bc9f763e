using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Rank;

/// <summary>What the items should do with the mood that is there.</summary>
/// <param name="Goal">The goal in one word: the one asked for; else match where half of what may be felt or more is matched, and otherwise
/// what most of the rest is to become.</param>
/// <param name="Target">The emotion that items should carry: a distribution in the order of <see cref="Emotion"/>.</param>
/// <param name="Matched">The share of what may be felt that is matched, 0 to 1; the rest is lifted or calmed.</param>
internal sealed record MoodAim(MoodGoal Goal, double[] Target, double Matched)
{
    /// <summary>
    /// Where nothing is asked for, each emotion has its own goal (<see cref="RankingOptions.MoodGoals"/>), and the probability of each
    /// moves as that goal says: an unsure recognition moves a part, and no threshold between two moods decides everything. It moves
    /// whole, where a goal that was asked for moves it by <see cref="RankingOptions.MoodShift"/>: the little anger that were left would
    /// bring angry items back, and F . E_c meets people where they are in any case.
    /// </summary>
    /// <param name="emotion">Recognised probabilities, in the order of <see cref="Emotion"/>.</param>
    /// <param name="asked">The goal that the request states for all of them; null where it states none.</param>
    /// <param name="options">The goals of emotions, and how far lift and calm move them.</param>
    public static MoodAim Of(ReadOnlySpan<double> emotion, MoodGoal? asked, RankingOptions options)
    {
        var target = emotion.ToArray();
        var masses = new double[Enum.GetValues<MoodGoal>().Length];
        for (var i = 0; i < emotion.Length; i++)
        {
            var goal = asked ?? options.MoodGoals.Of((Emotion)i);
            masses[(int)goal] += emotion[i];
            if (goal != MoodGoal.Match)
            {
                var moved = asked is null ? emotion[i] : options.MoodShift * emotion[i];
                target[i] -= moved;
                target[(int)(goal == MoodGoal.Lift ? Emotion.Joy : Emotion.Neutral)] += moved;
            }
        }

        var all = masses.Sum();
        var matched = all > 0 ? masses[(int)MoodGoal.Match] / all : 1;
        return new MoodAim(asked ?? Most(masses, matched), target, matched);
    }

    /// <summary>How near two distributions are: the Bhattacharyya coefficient, sum sqrt(p q), 0 to 1.</summary>
    public static double Nearness(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Sqrt(left[i] * right[i]);
        }

        return Math.Min(1, sum);
    }

    private static MoodGoal Most(double[] masses, double matched) =>
        matched >= 0.5 ? MoodGoal.Match
        : masses[(int)MoodGoal.Lift] > masses[(int)MoodGoal.Calm] ? MoodGoal.Lift
        : MoodGoal.Calm;
}
