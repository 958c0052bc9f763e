using System.ComponentModel;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Control;
using Mmei.Hosting.Tenancy;

namespace Mmei.Feedback;

/// <summary>The learning loop over HTTP.</summary>
internal static class PolicyApi
{
    /// <summary>Maps <c>/v1/policy</c> and what is below it. The tenant must be known by then.</summary>
    public static void MapPolicy(this IEndpointRouteBuilder app)
    {
        var policy = app.MapGroup("").WithTags("policy");
        policy.MapGet("/v1/policy", (TenantContext tenant, PolicyControl control, CancellationToken cancellationToken) =>
                control.ReadAsync(tenant.Tenant, cancellationToken))
            .WithName("getPolicy")
            .WithSummary("The policy in force, with its weights by name.");
        policy.MapPut("/v1/policy/exploration", SetExplorationAsync)
            .WithName("setExploration")
            .WithSummary("Changes which policy explores and how much, live; what was learned stays.")
            .WithDescription(
                "lin-ts draws a whole order by what it believes, the amount being what a deviation counts. The others explore at the first place: " +
                "lin-ucb adds the amount times the deviation; epsilon-greedy takes any item in that share of decisions; softmax has the amount as " +
                "its temperature; square-cb divides the square root of the rewards by it for gamma; random takes any item; congruence is the " +
                "baseline without what was learned; apprentice is that baseline, with lin-ts of the same amount at the first place in that share of " +
                "decisions, so that `:evaluate` can tell what it would earn and `:promote` puts it in force, or with `takeOver` the platform by itself: " +
                "it looks at each so many new decisions, by intervals that may be looked at again and again, and a call without `takeOver` ends " +
                "the rule. Once something was learned, another " +
                "policy than the baseline, a share above 0.1, or more exploration is refused (422) unless `force` is true: `:promote` judges it.");
        policy.MapGet("/v1/policy/snapshots", (TenantContext tenant, PolicyControl control, CancellationToken cancellationToken) =>
                control.SnapshotsAsync(tenant.Tenant, cancellationToken))
            .WithName("listPolicySnapshots")
            .WithSummary("The policies that are kept, the latest first.")
            .WithDescription(
                "One is kept each `Feedback:SnapshotEvery` while there is something new, when asked for, and when a policy is frozen. Those made " +
                "after the first decision of a person go with that person.");
        policy.MapPost("/v1/policy/snapshots", (TenantContext tenant, PolicyControl control, CancellationToken cancellationToken) =>
                control.KeepAsync(tenant.Tenant, cancellationToken))
            .WithName("keepPolicySnapshot")
            .WithSummary("Keeps the latest policy.");
        policy.MapPost("/v1/policy:freeze", (TenantContext tenant, PolicyControl control, CancellationToken cancellationToken) =>
                control.FreezeAsync(tenant.Tenant, cancellationToken))
            .WithName("freezePolicy")
            .WithSummary("Holds the latest policy in force; learning goes on, and comes into force with `:unfreeze`.");
        policy.MapPost("/v1/policy:unfreeze", (TenantContext tenant, PolicyControl control, CancellationToken cancellationToken) =>
                control.UnfreezeAsync(tenant.Tenant, cancellationToken))
            .WithName("unfreezePolicy")
            .WithSummary("Puts the latest policy in force again.");
        policy.MapPost("/v1/policy:rollback", RollBackAsync)
            .WithName("rollBackPolicy")
            .WithSummary("Holds a snapshot in force, as `:freeze` holds the latest policy.")
            .WithDescription("A snapshot of another feature version, or one that is stored damaged, is refused (409): rankers cannot score by it.");
    }

    private static Task<LearnedPolicy> SetExplorationAsync(
        ExplorationRequest request,
        TenantContext tenant,
        PolicyControl control,
        CancellationToken cancellationToken,
        [Description("Unjudged by what was earned.")] bool force = false) =>
        control.ExploreAsync(tenant.Tenant, request, force, cancellationToken);

    private static Task<LearnedPolicy> RollBackAsync(
        RollbackRequest request, TenantContext tenant, PolicyControl control, CancellationToken cancellationToken) =>
        control.RollBackAsync(tenant.Tenant, request, cancellationToken);
}
