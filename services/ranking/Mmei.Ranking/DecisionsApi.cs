using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;
using Mmei.Ranking.Decisions.Evaluate;
using Mmei.Ranking.Decisions.Read;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Decisions.WhyNot;

namespace Mmei.Ranking;

/// <summary>Recorded decisions over HTTP.</summary>
public static class DecisionsApi
{
    /// <summary>Maps <c>/v1/decisions/{id}</c> and <c>/v1/decisions/{id}:replay</c>. The tenant must be known by then.</summary>
    public static IEndpointRouteBuilder MapDecisions(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var decisions = app.MapGroup("").WithTags("decisions");
        decisions.MapGet("/v1/decisions/{id:guid}", GetAsync)
            .WithName("getDecision")
            .WithSummary("The record of a recommendation; with `whyNot`, why an item is not in it.")
            .WithDescription(
                "What was recognised and asked for, the candidates, the weights, and each item with the parts of its score, as they were; titles " +
                "and kinds are as the catalog has them now. Kept as long as decisions are (`Retention:Decisions`).");
        decisions.MapPost("/v1/decisions/{id:guid}:replay", ReplayAsync)
            .WithName("replayDecision")
            .WithSummary("Makes a recommendation again and compares it with what was decided, bit for bit.")
            .WithDescription(
                "From the recorded inputs, with the items as the catalog has them now: one that was changed or deleted since is named in `lacks`, " +
                "and so is a policy that is not kept any more.");
        app.MapPost("/v1/policy:evaluate", EvaluateAsync)
            .WithTags("policy")
            .WithName("evaluatePolicy")
            .WithSummary("What another policy would have earned at the first place, and whether it may be put in force.")
            .WithDescription(
                "The latest decisions are made again under it, with what was known by then; what stood first counts by how much likelier the policy " +
                "is to put it there. An item without a reward earned nothing. `promotable` is false where, at the lower end of the interval, it " +
                "loses more than a twentieth of what is earned now, or where fewer than 100 decisions can be made again.");
        app.MapPost("/v1/policy:promote", PromoteAsync)
            .WithTags("policy")
            .WithName("promotePolicy")
            .WithSummary("Puts a policy in force if it may be by what is known; a moment later rankers have it.")
            .WithDescription(
                "As `:evaluate`; a policy that is not `promotable` is refused (422), unless `force` is true. A frozen policy stays in force, and " +
                "explores as the promoted one.");
        return app;
    }

    private static async Task<Accepted<PolicyEvaluation>> PromoteAsync(
        EvaluationRequest request,
        TenantContext tenant,
        PolicyPromotion promotion,
        CancellationToken cancellationToken,
        [Description("Whatever the evaluation says.")] bool force = false) =>
        TypedResults.Accepted((string?)null, await promotion.PromoteAsync(tenant.Tenant, request, force, cancellationToken));

    private static Task<PolicyEvaluation> EvaluateAsync(
        EvaluationRequest request, TenantContext tenant, PolicyEvaluator evaluator, CancellationToken cancellationToken) =>
        evaluator.EvaluateAsync(tenant.Tenant, request, cancellationToken);

    private static async Task<DecisionAnswer> GetAsync(
        Guid id,
        TenantContext tenant,
        DecisionReader reader,
        WhyNotFinder finder,
        CancellationToken cancellationToken,
        [Description("The id of an item: why is it not on the slate?")]
        [StringLength(Ids.MaxLength, MinimumLength = 1), RegularExpression(Ids.ItemPattern)] string? whyNot = null)
    {
        new FieldErrors().Require(whyNot is null || Ids.IsItem(whyNot), "whyNot", Ids.ItemRule).ThrowIfAny();
        var record = await reader.FindAsync(tenant.Tenant, id, cancellationToken);
        var answer = await reader.ShowAsync(record, cancellationToken);
        return whyNot is null ? answer : answer with { WhyNot = await finder.FindAsync(record, whyNot, cancellationToken) };
    }

    private static async Task<ReplayAnswer> ReplayAsync(
        Guid id, TenantContext tenant, DecisionReader reader, Replayer replayer, CancellationToken cancellationToken) =>
        await replayer.ReplayAsync(await reader.FindAsync(tenant.Tenant, id, cancellationToken), cancellationToken);
}
