using Microsoft.AspNetCore.Http.HttpResults;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Follow;

internal static class FollowEndpoints
{
    public static void MapFollow(this IEndpointRouteBuilder routes)
    {
        var followed = routes.MapGroup("").WithTags("observations");
        followed.MapGet("/v1/observations/{id:guid}", GetAsync)
            .WithName("getObservation")
            .WithSummary("The answer to an observation that was asked for with `Prefer: respond-async`")
            .WithDescription(
                "202 with `Retry-After` until it is there; then what a client that waited would have got, a problem where it failed. Kept for a " +
                "while (`Gateway:Follow:Retention`, ten minutes), by the gateway process that took the observation.")
            .Produces<ObservationAnswer>()
            .Produces<PendingObservationAnswer>(StatusCodes.Status202Accepted);
        followed.MapGet("/v1/observations/{id:guid}/events", Follow)
            .RequireRateLimiting(RateLimitPolicies.Events)
            .WithName("followObservation")
            .WithSummary("Server-sent events as the stages of an observation end")
            .WithDescription(
                "`accepted` (its id), `perceived` (emotion, intent, modalities: before items are found), `recommended` (the whole answer) or `failed` (a " +
                "problem), each with its number as id; then the stream ends. A stream that is opened later, or again with `Last-Event-ID`, " +
                "begins with what has happened since. Lines that begin with a colon say that the stream is alive.")
            .Produces<string>(StatusCodes.Status200OK, EventStream.MediaType);
    }

    private static async Task<Results<Ok<ObservationAnswer>, Accepted<PendingObservationAnswer>>> GetAsync(
        Guid id, TenantContext tenant, HttpResponse response, FollowedObservations observations)
    {
        var followed = observations.Find(tenant.Tenant, id);
        if (followed.Answer.IsCompleted)
        {
            return TypedResults.Ok(await followed.Answer);
        }

        response.Headers.RetryAfter = "1";
        return TypedResults.Accepted((string?)null, new PendingObservationAnswer { ObservationId = id });
    }

    private static EventStream Follow(Guid id, TenantContext tenant, FollowedObservations observations) =>
        new(observations.Find(tenant.Tenant, id));
}
