using Microsoft.AspNetCore.Mvc;

namespace Mmei.Gateway.OpenApi;

internal static class ProblemResponses
{
    /// <summary>Documents the failures of an endpoint.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            if (status is StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status422UnprocessableEntity)
            {
                endpoint.Produces<HttpValidationProblemDetails>(status, "application/problem+json");
            }
            else
            {
                endpoint.Produces<ProblemDetails>(status, "application/problem+json");
            }
        }

        return endpoint;
    }
}
