namespace Mmei.Ranking.Rank;

/// <summary>What each number about an item counts in the scores of one decision.</summary>
/// <param name="State">F . E_c.</param>
/// <param name="Profile">The nearness of emotion profiles.</param>
/// <param name="Intent">The match of intents.</param>
/// <param name="Said">Wish . meaning.</param>
/// <param name="Affinity">The person's own taste.</param>
/// <param name="Quality">What everybody's feedback says of the item.</param>
/// <param name="Policy">The bandit's expected reward.</param>
internal sealed record ScoreWeights(
    double State, double Profile, double Intent, double Said, double Affinity, double Quality, double Policy)
{
    public static ScoreWeights Of(RankingContext context, RankingOptions options)
    {
        var doubt = options.Lean * (1 - context.Confidence);
        var (perception, behaviour) = (1 - doubt, 1 + doubt);
        var share = (context.Mood.Matched * options.MatchShare) + ((1 - context.Mood.Matched) * options.ChangeShare);
        return new ScoreWeights(
            perception * options.Congruence * share,
            perception * options.Congruence * (1 - share),
            perception * options.Intent,
            options.Said,
            behaviour * options.Affinity,
            behaviour * options.Quality,
            behaviour * options.Policy);
    }
}
