using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mmei.Hosting.Failures;

internal static class FailuresAsProblems
{
    public static void AddFailuresAsProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
        services.AddExceptionHandler<FailureExceptionHandler>();

        // Outside Development a request that cannot be bound would end in an empty 400 that does not name the field.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void UseFailuresAsProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(static pages => pages.HttpContext.WriteStatusAsync(pages.HttpContext.Response.StatusCode));
    }
}
