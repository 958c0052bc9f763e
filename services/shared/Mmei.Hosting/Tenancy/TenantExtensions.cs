using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Mmei.Hosting.Failures;

namespace Mmei.Hosting.Tenancy;

/// <summary>Setting and reading the tenant of a request.</summary>
public static class TenantExtensions
{
    /// <summary>The tenant of the request.</summary>
    /// <exception cref="UnauthorizedFailure">The request has none.</exception>
    public static string GetTenant(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<TenantContext>()?.Tenant ?? throw new UnauthorizedFailure("The request names no tenant.");
    }

    /// <summary>Decides the tenant of the request.</summary>
    /// <exception cref="ArgumentException"><paramref name="tenant"/> is not a well-formed tenant name.</exception>
    public static void SetTenant(this HttpContext context, string tenant)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Features.Set(new TenantContext(tenant));
        TenantOfWork.Tell(tenant);
    }

    /// <summary>
    /// Takes the tenant from <see cref="TenantContext.HeaderName"/>, which only the gateway may send to a service, and answers 401
    /// without it. Endpoints that allow anonymous calls (health, metrics) are let through, and a tenant that is already set stays:
    /// where gateway and services share a process, the credential alone decides.
    /// </summary>
    public static IApplicationBuilder UseForwardedTenant(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use(static (context, next) =>
        {
            if (context.Features.Get<TenantContext>() is not null
                || context.GetEndpoint() is not { } endpoint
                || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                return next(context);
            }

            if (context.Request.Headers[TenantContext.HeaderName] is not [{ } tenant] || !TenantContext.IsValid(tenant))
            {
                return context.WriteFailureAsync(new UnauthorizedFailure($"The header {TenantContext.HeaderName} must name the tenant."));
            }

            context.SetTenant(tenant);
            return next(context);
        });
    }
}
