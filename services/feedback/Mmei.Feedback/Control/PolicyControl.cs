using System.Globalization;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Policies;
using Mmei.Hosting.Failures;
using Mmei.Learning;
using Mmei.Learning.Evaluation;
using Mmei.Learning.Features;
using Mmei.Learning.Policies;

namespace Mmei.Feedback.Control;

/// <summary>The policy of a tenant, as its operator reads and sets it.</summary>
internal sealed class PolicyControl(
    IPolicyControl control, SnapshotBroadcaster broadcaster, IOptions<FeedbackOptions> options, TimeProvider time)
{
    /// <summary>The learner may be tried in this share of decisions unjudged.</summary>
    private const double SmallShare = 0.1;

    public async Task<LearnedPolicy> ReadAsync(string tenantId, CancellationToken cancellationToken)
    {
        var served = await control.ServedAsync(tenantId, cancellationToken);
        var exploration = served?.Policy.Exploration ?? Exploration.Default(options.Value);
        var posterior = served?.Policy.Posterior ?? new LinearPosterior(DecisionFeatures.Dimension);
        var version = served?.Policy.Version ?? 0;
        return new LearnedPolicy
        {
            Policy = exploration.Policy,
            Exploration = exploration.Amount,
            Version = version,
            FeatureVersion = served?.Policy.FeatureVersion ?? DecisionFeatures.Version,
            Rewards = posterior.Count,
            Frozen = served?.Pinned,
            TakeOver = served?.Policy.TakeOver?.Rule,
            Weights = Weights(posterior.ToPolicy(version, options.Value.Ridge, Math.Sqrt(options.Value.Ridge))),
        };
    }

    /// <exception cref="InvalidInputFailure">The policy is not known, or explores more than it may.</exception>
    /// <exception cref="UnprocessableFailure">It would replace the one in force unjudged, and nobody insists.</exception>
    public async Task<LearnedPolicy> ExploreAsync(
        string tenantId, ExplorationRequest request, bool force, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(tenantId, cancellationToken);
        var (policy, amount) = (request.Policy ?? now.Policy, request.Exploration);
        new FieldErrors()
            .AddAll("", KnownPolicies.ProblemsOf(policy, amount))
            .AddAll("takeOver.", request.TakeOver is { } rule ? ProblemsOf(rule) : [])
            .Require(
                request.TakeOver is null || policy == KnownPolicies.Apprentice,
                "takeOver",
                $"must not be set with {policy}: only {KnownPolicies.Apprentice} tries another policy beside the baseline")
            .ThrowIfAny();
        if (!force && !IsSafe(now, policy, amount!.Value))
        {
            throw new UnprocessableFailure(
                $"{policy} with exploration {amount.Value.ToString(CultureInfo.InvariantCulture)} is not put in force unjudged: "
                + "POST /v1/policy:promote does so by what was earned; force=true does so whatever that says.");
        }

        await control.ExploreAsync(
            tenantId, new Exploration(policy, amount!.Value), request.TakeOver, time.GetUtcNow(), cancellationToken);
        return await ChangedAsync(tenantId, cancellationToken);
    }

    public async Task<SnapshotList> SnapshotsAsync(string tenantId, CancellationToken cancellationToken)
    {
        var snapshots = await control.SnapshotsAsync(tenantId, cancellationToken);
        return new SnapshotList
        {
            Snapshots =
            [
                .. snapshots.Select(snapshot => new KeptSnapshot
                {
                    Version = snapshot.Version,
                    Parent = snapshot.Parent,
                    Reason = snapshot.Reason,
                    FeatureVersion = (int)snapshot.FeatureVersion,
                    Rewards = snapshot.Rewards,
                    MadeAt = snapshot.MadeAt,
                    InForce = snapshot.Pinned == snapshot.Version,
                }),
            ],
        };
    }

    public async Task<SnapshotList> KeepAsync(string tenantId, CancellationToken cancellationToken)
    {
        await control.KeepAsync(tenantId, SnapshotReason.Asked, time.GetUtcNow(), unlessSince: null, cancellationToken);
        return await SnapshotsAsync(tenantId, cancellationToken);
    }

    public async Task<LearnedPolicy> FreezeAsync(string tenantId, CancellationToken cancellationToken)
    {
        await control.FreezeAsync(tenantId, time.GetUtcNow(), cancellationToken);
        return await ChangedAsync(tenantId, cancellationToken);
    }

    public async Task<LearnedPolicy> UnfreezeAsync(string tenantId, CancellationToken cancellationToken)
    {
        await control.UnfreezeAsync(tenantId, time.GetUtcNow(), cancellationToken);
        return await ChangedAsync(tenantId, cancellationToken);
    }

    /// <exception cref="NotFoundFailure">There is no such snapshot.</exception>
    /// <exception cref="ConflictFailure">It was learned on other features than rankers have now.</exception>
    public async Task<LearnedPolicy> RollBackAsync(string tenantId, RollbackRequest request, CancellationToken cancellationToken)
    {
        new FieldErrors().Require(request.Version > 0, "version", "must be the version of a snapshot, at least 1").ThrowIfAny();
        await control.RollBackAsync(tenantId, request.Version!.Value, time.GetUtcNow(), cancellationToken);
        return await ChangedAsync(tenantId, cancellationToken);
    }

    private static IEnumerable<(string Field, string Problem)> ProblemsOf(TakeOverRule rule)
    {
        var policy = rule.Policy ?? KnownPolicies.ThompsonSampling;
        var problems = KnownPolicies.ProblemsOf(policy, rule.Exploration)
            .Concat(PromotionRule.ProblemsOf(rule.LeastDecisions, rule.LeastMatchRate, rule.LeastLift));
        return KnownPolicies.IsBaseline(policy) ? problems.Append(("policy", $"must not be {policy}: it serves already")) : problems;
    }

    /// <summary>What needs no judging: before anything was learned, back to the baseline, or less of the same.</summary>
    private static bool IsSafe(LearnedPolicy now, string policy, double amount) =>
        (now.Rewards == 0 && now.Frozen is null)
        || policy == KnownPolicies.Congruence
        || (policy == KnownPolicies.Apprentice && amount <= SmallShare)
        || (policy == now.Policy && amount <= now.Exploration);

    private Task<LearnedPolicy> ChangedAsync(string tenantId, CancellationToken cancellationToken)
    {
        broadcaster.Wake();
        return ReadAsync(tenantId, cancellationToken);
    }

    /// <param name="policy">With noise such that the deviation of an unknown weight is 1.</param>
    private static LearnedWeight[] Weights(PolicyState policy)
    {
        var names = policy.Dimension == DecisionFeatures.Dimension
            ? DecisionFeatures.Names
            : [.. Enumerable.Range(0, policy.Dimension).Select(feature => $"feature {feature}")];
        var alone = new double[policy.Dimension];
        return [.. names.Select(Weight)];

        LearnedWeight Weight(string name, int feature)
        {
            alone[feature] = 1;
            var doubt = policy.Deviation(alone);
            alone[feature] = 0;
            return new LearnedWeight { Feature = name, Mean = policy.Mean[feature], Doubt = doubt };
        }
    }
}
