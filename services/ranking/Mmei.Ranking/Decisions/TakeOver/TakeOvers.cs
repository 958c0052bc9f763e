using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Background;
using Mmei.Messaging;
using Mmei.Ranking.Decisions.Evaluate;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Policy;

namespace Mmei.Ranking.Decisions.TakeOver;

/// <summary>
/// Looks, tenant by tenant, whether the policy that a rule names may take over by what was earned. Several instances that look at the
/// same come to the same, and feedback takes it once.
/// </summary>
internal sealed partial class TakeOvers(
    PolicyRegistry policies,
    IDecisionStore decisions,
    ILookStore looks,
    PolicyEvaluator evaluator,
    IMessageSender sender,
    RankingInstruments instruments,
    IOptions<PolicyOptions> options,
    TimeProvider time,
    ILogger<TakeOvers> logger) : RecurringService(time, logger)
{
    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var (tenant, rule) in policies.StandingRules())
        {
            await LookAsync(tenant, rule, cancellationToken);
        }

        return options.Value.TakeOverEvery;
    }

    /// <summary>Takes the next look, once there are as many decisions as it is at.</summary>
    /// <returns>What it found; null: it was not taken, or no decision can be made again.</returns>
    internal async Task<PolicyEvaluation?> LookAsync(string tenant, TakeOverInForce rule, CancellationToken cancellationToken)
    {
        var (look, now) = (await looks.NextAsync(tenant, rule, cancellationToken), Time.GetUtcNow());
        var most = look.Decisions(rule);
        var earned = await decisions.BetweenAsync(tenant, look.After, now - rule.RewardWindow, most, cancellationToken);
        if (earned.Count < most)
        {
            return null;
        }

        var found = await evaluator.EvaluateAsync(
            tenant, RequestOf(rule), [.. earned.Select(decision => decision.Record)], look.Settings(), cancellationToken);
        if (found is { Promotable: true })
        {
            // Told before the look is remembered: an end in between has it looked at, and told, again, which changes nothing.
            await sender.SendAsync(PromotionOf(tenant, rule, now), cancellationToken);
        }

        await looks.TakenAsync(tenant, rule, look, earned[^1].MadeAt, cancellationToken);
        instruments.LookedAtTakeOver(found is { Promotable: true });
        Looked(look.Number, earned.Count, rule.Policy, tenant, found?.Reason ?? "None of them can be made again.");
        return found;
    }

    private static EvaluationRequest RequestOf(TakeOverInForce rule) => new()
    {
        Policy = rule.Policy,
        Exploration = rule.Exploration,
        LeastDecisions = rule.LeastDecisions,
        LeastMatchRate = rule.LeastMatchRate,
        LeastLift = rule.LeastLift,
    };

    private static PromotePolicy PromotionOf(string tenant, TakeOverInForce rule, DateTimeOffset at) => new()
    {
        TenantId = tenant,
        Policy = rule.Policy,
        Exploration = rule.Exploration,
        At = at,
        Rule = rule.Version,
    };

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Look {Number}, at {Count} decisions, whether {Policy} takes over for {Tenant}: {Reason}")]
    private partial void Looked(int number, int count, string policy, string tenant, string reason);
}
