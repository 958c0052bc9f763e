using Mmei.Contracts.Api.V1;
using Mmei.Feedback.Experiments;
using Mmei.Hosting.Tenancy;

namespace Mmei.Feedback;

/// <summary>Experiments over HTTP.</summary>
internal static class ExperimentsApi
{
    /// <summary>Maps <c>/v1/experiments</c> and what is below it. The tenant must be known by then.</summary>
    public static void MapExperiments(this IEndpointRouteBuilder app)
    {
        var experiments = app.MapGroup("").WithTags("experiments");
        experiments.MapGet("/v1/experiments", (TenantContext tenant, ExperimentControl control, CancellationToken cancellationToken) =>
                control.AllAsync(tenant.Tenant, cancellationToken))
            .WithName("listExperiments")
            .WithSummary("The experiments, the latest first, without their results.");
        experiments.MapPut("/v1/experiments/{name}", StartAsync)
            .WithName("startExperiment")
            .WithSummary("Starts an experiment: each person is in one of its arms from then on, and stays there.")
            .WithDescription(
                "An arm may have another policy over the same learned weights (`congruence`: what was learned does not count) and a mood goal " +
                "for requests that state none; what it leaves out is as for everybody. The arm follows from seed and person; whoever has no " +
                "`userId` is in none. One runs at a time, and does not change under way: a second, or the same with other settings, is " +
                "refused (409). Sent again as it is, it changes nothing (200).")
            .Produces<ExperimentAnswer>()
            .Produces<ExperimentAnswer>(StatusCodes.Status201Created);
        experiments.MapGet("/v1/experiments/{name}", ReadAsync)
            .WithName("getExperiment")
            .WithSummary("An experiment with what came of each arm.")
            .WithDescription(
                "Means over people, each followed for `followMinutes` from their first recommendation in the experiment, and counted when that " +
                "has passed; those of who is followed still, or was when it ended, do not count. Intervals hold at 95 % however often they are " +
                "looked at, each by itself, so an experiment may be stopped by them. Only what is kept counts: not people who were erased, nor " +
                "decisions older than `Retention:Decisions`.");
        experiments.MapPost("/v1/experiments/{name}:stop", StopAsync)
            .WithName("stopExperiment")
            .WithSummary("Ends an experiment: everybody is recommended to alike again.")
            .WithDescription("Its results stay to be read. It is not started again.");
    }

    private static async Task<IResult> StartAsync(
        string name, ExperimentRequest request, TenantContext tenant, ExperimentControl control, CancellationToken cancellationToken)
    {
        var (answer, started) = await control.StartAsync(tenant.Tenant, name, request, cancellationToken);
        return started ? TypedResults.Created($"/v1/experiments/{name}", answer) : TypedResults.Ok(answer);
    }

    private static Task<ExperimentAnswer> ReadAsync(
        string name, TenantContext tenant, ExperimentControl control, CancellationToken cancellationToken) =>
        control.ReadAsync(tenant.Tenant, name, cancellationToken);

    private static Task<ExperimentAnswer> StopAsync(
        string name, TenantContext tenant, ExperimentControl control, CancellationToken cancellationToken) =>
        control.StopAsync(tenant.Tenant, name, cancellationToken);
}
