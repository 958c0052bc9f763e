using Mmei.Contracts.Taxonomy;
using Mmei.Learning.Numerics;

namespace Mmei.Feedback.Rewards;

/// <summary>
/// Signals to reward. Positive evidence combines as a noisy-or, 1 - prod(1 - w_i e_i) (Pearl, 1988): more evidence never lowers the reward
/// and it stays in [0, 1]. Then a skip and a fall of valence scale it down, and a dislike sets it to 0. The evidence e of each kind:
/// dwell 1 - exp(-total seconds / scale); complete the largest share; like, replay, share present or not; emotion the latest known change.
/// Of like and dislike the later one counts (at the same instant the dislike).
/// </summary>
/// <remarks>The result depends on the set of signals only: not on their order, and a repeated id changes nothing.</remarks>
internal sealed class RewardModel(RewardWeights weights)
{
    // Half a fall of valence, which is 2 at most. Less may be an error of recognition, which half of all unchanged moods would show.
    private const double ClearFall = 0.1;

    /// <exception cref="ArgumentException">There is no signal: an item without signal has a default reward, not an aggregate.</exception>
    public Reward Aggregate(IEnumerable<Evidence> evidence)
    {
        var distinct = InOrder(evidence);

        var opinion = LastOpinion(distinct)?.Kind;
        if (opinion == SignalKind.Dislike)
        {
            return new Reward(0, RewardTraits.Disliked);
        }

        var felt = distinct.LastOrDefault(signal => signal is { Kind: SignalKind.Emotion, Value: not null }).Value;
        var change = Math.Clamp(felt ?? 0, -2, 2) / 2;
        var missing = (1 - (weights.Dwell * Dwell(distinct)))
            * (1 - (weights.Complete * Largest(distinct, SignalKind.Complete)))
            * (1 - (weights.Like * (opinion == SignalKind.Like ? 1 : 0)))
            * (1 - (weights.Replay * Present(distinct, SignalKind.Replay)))
            * (1 - (weights.Share * Present(distinct, SignalKind.Share)))
            * (1 - (weights.Lift * Math.Max(0, change)));
        var skipped = Present(distinct, SignalKind.Skip) > 0;
        var value = (1 - missing) * (skipped ? weights.SkipKeeps : 1) * (1 - (weights.Distress * Math.Max(0, -change)));
        return new Reward(
            ExactGrid.Reward(value),
            (skipped ? RewardTraits.Skipped : RewardTraits.None)
                | (felt is null ? RewardTraits.None : RewardTraits.Felt)
                | (change <= -ClearFall ? RewardTraits.Distressed : RewardTraits.None));
    }

    /// <summary>What the signals say of the person, whenever they came.</summary>
    /// <exception cref="ArgumentException">There is no signal.</exception>
    public Said Say(IEnumerable<Evidence> evidence)
    {
        var distinct = InOrder(evidence);
        var opinion = LastOpinion(distinct);
        return new Said(
            Aggregate(distinct).Value,
            opinion?.Kind switch
            {
                SignalKind.Like => Opinion.Like,
                SignalKind.Dislike => Opinion.Dislike,
                _ => Opinion.None,
            },
            opinion?.At ?? distinct[^1].At);
    }

    private static Evidence[] InOrder(IEnumerable<Evidence> evidence)
    {
        Evidence[] distinct =
        [
            .. evidence.OrderBy(signal => signal.At).ThenBy(signal => signal.Kind).ThenBy(signal => signal.Value)
                .DistinctBy(signal => signal.Id),
        ];
        return distinct.Length > 0 ? distinct : throw new ArgumentException("A reward needs at least one signal.", nameof(evidence));
    }

    // Within one instant Dislike sorts after Like, so the last of the two is the one that counts.
    private static Evidence? LastOpinion(Evidence[] signals) =>
        signals.Where(signal => signal.Kind is SignalKind.Like or SignalKind.Dislike).Select(signal => (Evidence?)signal).LastOrDefault();

    private double Dwell(Evidence[] signals) =>
        1 - Math.Exp(
            -signals.Where(signal => signal.Kind == SignalKind.Dwell).Sum(signal => signal.Value ?? 0) / weights.DwellTime.TotalSeconds);

    private static double Largest(Evidence[] signals, SignalKind kind) =>
        signals.Where(signal => signal.Kind == kind).Select(signal => signal.Value ?? 0).DefaultIfEmpty().Max();

    private static double Present(Evidence[] signals, SignalKind kind) => signals.Any(signal => signal.Kind == kind) ? 1 : 0;
}
