using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Observe;

internal static class ObserveEndpoint
{
    public static void MapObserve(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<GatewayLimits>>().Value;
        routes.MapPost("/v1/observations", ObserveAsync)
            .WithMetadata(new BodyLimit(limits.RequestBytes))
            .RequireRateLimiting(RateLimitPolicies.Observations)
            .Accepts<ObservationRequest>("application/json", "multipart/form-data")
            .WithName("observe")
            .WithTags("observations")
            .WithSummary("Perceive a person's emotion and intent, and recommend what fits")
            .WithDescription(
                "At least one of text, image and audio. A face or a voice is read only where the person agreed to it and it is said what for: in " +
                "`consent`, or stored for their `userId` (`PUT /v1/users/{id}/consent`); without that it is `withheld`, unread, and where nothing else was sent the call is refused (422, `consent-needed`). " +
                "As multipart/form-data: the parts `request` (JSON), `image` and `audio`. " +
                "Members and parts that are not known are refused. With `Prefer: respond-async` the answer is a 202 at once, and `Location` says " +
                "where to fetch what came of it, or to follow it (`/events` below it).")
            .Produces<ObservationAnswer>()
            .Produces<PendingObservationAnswer>(StatusCodes.Status202Accepted)
            .AddOpenApiOperationTransformer(MultipartDescription.Describe);
    }

    private static async Task<IResult> ObserveAsync(
        HttpContext http, ObservationReader reader, ObservationService observer, IObserveLater later, ObservationInstruments instruments,
        CancellationToken cancellationToken)
    {
        if (Preference.IsToRespondLater(http.Request))
        {
            var observationId = await later.StartAsync(http.GetTenant(), () => reader.ReadAsync(http.Request, cancellationToken));
            http.Response.Headers["Preference-Applied"] = Preference.RespondAsync;
            http.Response.Headers.RetryAfter = "1";
            return TypedResults.Accepted(
                $"/v1/observations/{observationId}", new PendingObservationAnswer { ObservationId = observationId });
        }

        return TypedResults.Ok(await instruments.MeasureAsync(async () =>
        {
            var request = await reader.ReadAsync(http.Request, cancellationToken);
            return await observer.ObserveAsync(http.GetTenant(), request, cancellationToken);
        }));
    }
}
