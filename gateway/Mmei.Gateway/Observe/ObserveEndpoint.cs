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
                "At least one of text, image and audio. As multipart/form-data: the parts `request` (JSON), `image` and `audio`. " +
                "Members and parts that are not known are refused.")
            .Produces<ObservationAnswer>()
            .AddOpenApiOperationTransformer(MultipartDescription.Describe);
    }

    private static async Task<IResult> ObserveAsync(
        HttpContext http, ObservationReader reader, ObservationService observer, ObservationInstruments instruments,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await instruments.MeasureAsync(async () =>
        {
            var request = await reader.ReadAsync(http.Request, cancellationToken);
            return await observer.ObserveAsync(http.GetTenant(), request, cancellationToken);
        }));
}
