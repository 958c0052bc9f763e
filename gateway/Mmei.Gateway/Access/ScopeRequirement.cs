using Microsoft.AspNetCore.Authorization;

namespace Mmei.Gateway.Access;

/// <summary>The credential must have the scope that the call needs.</summary>
internal sealed class ScopeRequirement : AuthorizationHandler<ScopeRequirement, HttpContext>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement, HttpContext resource)
    {
        if (Scopes.Needed(resource) is not { } needed || context.User.Has(needed))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
