using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

internal static class LimitsEndpoint
{
    public static void MapLimits(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/limits", (IOptions<GatewayLimits> limits, IOptions<LearningLimits> learning) =>
                TypedResults.Ok(limits.Value.ToAnswer(learning.Value)))
            .AllowAnonymous()
            .WithName("getLimits")
            .WithTags("operations")
            .WithSummary("The limits in force")
            .WithDescription("What a client may send, and for how long what it sends counts. Needs no key.");
}
