using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Learning;
using Mmei.Learning.Evaluation;
using Mmei.Learning.Policies;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Decisions.Evaluate;

/// <summary>
/// Makes recorded decisions again under another policy, with what was known by then, and asks how likely it would have put first what stood
/// first. So nothing that was learned of a reward has a say in whether it would have been earned.
/// </summary>
internal sealed class PolicyEvaluator(IDecisionStore decisions, ITasteStore rewards, InputsOfRecords inputsOfRecords)
{
    private static readonly EvaluationSettings Settings = new();

    /// <exception cref="InvalidInputFailure">The policy is not known, or explores more than it may.</exception>
    /// <exception cref="ConflictFailure">There is no decision to go by.</exception>
    public async Task<PolicyEvaluation> EvaluateAsync(string tenantId, EvaluationRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var latest = await decisions.LatestAsync(tenantId, request.Decisions, cancellationToken);
        return await EvaluateAsync(tenantId, request, latest, Settings, cancellationToken)
            ?? throw new ConflictFailure($"There is no decision with a reward to go by; {latest.Count} cannot be made again.");
    }

    /// <summary>By these records alone.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="request">The policy in question, and what is asked of it.</param>
    /// <param name="records">Of decisions, in any order.</param>
    /// <param name="judged">By what intervals it is judged; those of the estimates are of 95 % in any case.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where none of them can be made again.</returns>
    public async Task<PolicyEvaluation?> EvaluateAsync(
        string tenantId,
        EvaluationRequest request,
        IReadOnlyList<byte[]> records,
        EvaluationSettings judged,
        CancellationToken cancellationToken)
    {
        var (policy, exploration) = (request.Policy!, request.Exploration!.Value);
        var logged = await LoggedAsync(tenantId, policy, exploration, records, cancellationToken);
        if (logged.Rounds.Count == 0)
        {
            return null;
        }

        // One cell: contexts are many, and nobody knows the reward of what was not shown. The models are corrected by what was.
        var cells = logged.Rounds.Select(round => new CellRound(0, 0, round.Logged.Reward)).ToArray();
        var rounds = logged.Rounds.Select(round => round.Logged).ToArray();
        var value = OffPolicyEvaluation.Of(rounds, new CellMeans(cells, [[1.0]]), Settings);
        var earned = rounds.Select(round => round.Reward).ToArray();
        var gains = rounds.Select(round => (round.Weight - 1) * round.Reward).ToArray();
        var gain = Bootstrap.OfMean(gains, judged);
        var beside = Beside(logged.Rounds, judged);
        var (promotable, reason) = PromotionGate.Judge(request, earned.Length, earned.Average(), gain, beside);
        return new PolicyEvaluation
        {
            Policy = policy,
            Exploration = exploration,
            Decisions = value.Rounds,
            Skipped = logged.Skipped,
            EffectiveSampleSize = value.EffectiveSampleSize,
            LargestWeight = value.LargestWeight,
            Logged = Interval(earned.Average(), Bootstrap.OfMean(earned, Settings)),
            Estimates = value.Estimates.ToDictionary(
                estimate => Name(estimate.Estimator), estimate => Interval(estimate.Value, estimate.Interval)),
            Gain = Interval(gains.Average(), gain),
            BesideBaseline = beside,
            Promotable = promotable,
            Reason = reason,
        };
    }

    private static void Check(EvaluationRequest request) =>
        new FieldErrors()
            .AddAll("", KnownPolicies.ProblemsOf(request.Policy, request.Exploration))
            .Require(
                request.Decisions is >= 1 and <= EvaluationRequest.MostDecisions,
                "decisions",
                $"must be from 1 to {EvaluationRequest.MostDecisions}")
            .AddAll("", PromotionRule.ProblemsOf(request.LeastDecisions, request.LeastMatchRate, request.LeastLift))
            .ThrowIfAny();

    private async Task<LoggedFirst> LoggedAsync(
        string tenantId, string policy, double exploration, IReadOnlyList<byte[]> bytes, CancellationToken cancellationToken)
    {
        var records = bytes
            .Select(RecordCodec.ReadOrNull)
            .OfType<DecisionRecord>()
            .Where(record => record.UserId is not null && record.Slate.Count > 0)
            .ToArray();
        var earned = await rewards.OfDecisionsAsync(tenantId, [.. records.Select(record => record.DecisionId)], cancellationToken);
        var rounds = new List<FirstRound>();
        foreach (var record in records)
        {
            var rebuilt = await inputsOfRecords.RebuildAsync(record, cancellationToken);
            if (rebuilt.Inputs is { } inputs && rebuilt.Lacks.Count == 0)
            {
                var first = record.Slate[0];
                rounds.Add(RoundOf(
                    new Ranker(Options.Create(record.Weights)), inputs, inputs.Policy.With(policy, exploration), first,
                    earned.GetValueOrDefault((record.DecisionId, first.Id))));
            }
        }

        return new LoggedFirst(rounds, records.Length - rounds.Count);
    }

    private static FirstRound RoundOf(Ranker ranker, RankingInputs inputs, PolicyState target, RecordedPlace first, double reward)
    {
        var inForce = ranker.FirstPropensities(inputs);
        var targets = ranker.FirstPropensities(inputs with { Policy = target });
        var (baseline, _) = ranker.FirstPropensities(inputs with { Policy = target.With(KnownPolicies.Congruence, 0) }).Single();
        return new FirstRound(
            new LoggedRound(reward, first.Propensity, Math.Min(1, targets.GetValueOrDefault(first.Id))),
            first.Id == baseline ? 1 / first.Propensity : 0,
            targets.GetValueOrDefault(baseline),
            targets.Where(item => inForce.ContainsKey(item.Key)).Sum(item => item.Value));
    }

    private static BesideBaseline Beside(IReadOnlyList<FirstRound> rounds, EvaluationSettings settings)
    {
        var lifts = rounds.Select(round => (round.Logged.Weight - round.BaselineWeight) * round.Logged.Reward).ToArray();
        return new BesideBaseline
        {
            MatchRate = Math.Min(1, rounds.Average(round => round.Matched)),
            Covered = Math.Min(1, rounds.Average(round => round.Covered)),
            Lift = Interval(lifts.Average(), Bootstrap.OfMean(lifts, settings)),
        };
    }

    private static ValueInterval Interval(double value, Interval interval) =>
        new() { Value = value, Low = interval.Low, High = interval.High };

    private static string Name(Estimator estimator) => char.ToLowerInvariant($"{estimator}"[0]) + $"{estimator}"[1..];
}
