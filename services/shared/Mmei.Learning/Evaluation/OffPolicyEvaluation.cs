using Mmei.Learning.Numerics;

namespace Mmei.Learning.Evaluation;

/// <summary>
/// The value that a policy would have had, from what another one logged, by every <see cref="Estimator"/>. Pure and seeded: the same log
/// and settings give the same bits.
/// </summary>
public sealed class OffPolicyEvaluation
{
    private readonly LoggedRound[] _rounds;
    private readonly double[] _weights;
    private readonly IOutcomeModel _model;
    private readonly EvaluationSettings _settings;
    private readonly double[] _chosen;
    private readonly double[] _target;

    private OffPolicyEvaluation(LoggedRound[] rounds, IOutcomeModel model, EvaluationSettings settings)
    {
        (_rounds, _model, _settings) = (rounds, model, settings);
        _weights = Array.ConvertAll(rounds, round => Math.Min(round.Weight, settings.Clip));
        (_chosen, _target) = (new double[rounds.Length], new double[rounds.Length]);
    }

    /// <param name="rounds">The log, in any order that the model shares.</param>
    /// <param name="model">What direct and doubly robust estimates expect of choices.</param>
    /// <param name="settings">Clipping, threshold, resampling.</param>
    /// <exception cref="ArgumentException">There is no round, or one has no propensity or no reward; the message names it.</exception>
    public static PolicyValue Of(IReadOnlyList<LoggedRound> rounds, IOutcomeModel model, EvaluationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        LoggedRound[] copy = [.. rounds];
        Check(copy);
        return new OffPolicyEvaluation(copy, model, settings).Run();
    }

    private static void Check(LoggedRound[] rounds)
    {
        if (rounds.Length == 0)
        {
            throw new ArgumentException("A log without rounds says nothing.", nameof(rounds));
        }

        for (var i = 0; i < rounds.Length; i++)
        {
            if (rounds[i] is not { Propensity: > 0 and <= 1, TargetPropensity: >= 0 and <= 1 } || !double.IsFinite(rounds[i].Reward))
            {
                throw new ArgumentException($"Round {i} is {rounds[i]}: propensities are in (0, 1], rewards finite.", nameof(rounds));
            }
        }
    }

    private PolicyValue Run()
    {
        var counts = new int[_rounds.Length];
        Array.Fill(counts, 1);
        var values = Estimates(counts);
        var resampled = Array.ConvertAll(values, _ => new double[_settings.Resamples]);
        var random = new SeededRandom(_settings.Seed);
        for (var i = 0; i < _settings.Resamples; i++)
        {
            Bootstrap.Resample(random, counts);
            var estimates = Estimates(counts);
            for (var estimator = 0; estimator < estimates.Length; estimator++)
            {
                resampled[estimator][i] = estimates[estimator];
            }
        }

        var (sum, squares) = (_weights.Sum(), _weights.Sum(weight => weight * weight));
        return new PolicyValue(
            _rounds.Length,
            squares > 0 ? sum * sum / squares : 0,
            _rounds.Max(round => round.Weight),
            _rounds.Count(round => round.Weight > _settings.Clip) / (double)_rounds.Length,
            [
                .. Enum.GetValues<Estimator>().Select(estimator => new Estimate(
                    estimator, values[(int)estimator], Bootstrap.Percentiles(resampled[(int)estimator], _settings.Confidence))),
            ]);
    }

    /// <summary>By each estimator, in their order, where each round counts so often.</summary>
    private double[] Estimates(ReadOnlySpan<int> counts)
    {
        _model.Fit(counts, _chosen, _target);
        double rounds = 0, weights = 0, weighted = 0, direct = 0, correction = 0, switched = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var (count, weight, reward) = (counts[i], _weights[i], _rounds[i].Reward);
            var corrected = count * weight * (reward - _chosen[i]);
            rounds += count;
            weights += count * weight;
            weighted += count * weight * reward;
            direct += count * _target[i];
            correction += corrected;
            switched += _rounds[i].Weight <= _settings.SwitchAt ? corrected : 0;
        }

        // No weight at all: the log says nothing of the policy, and the mean of nothing is 0.
        return
        [
            weighted / rounds, weights > 0 ? weighted / weights : 0, direct / rounds, (direct + correction) / rounds,
            (direct + switched) / rounds,
        ];
    }
}
