using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Access;

/// <summary>Reads tenant and scopes out of a token whose signature holds.</summary>
internal sealed class TokenEvents(TokenOptions settings) : JwtBearerEvents
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A token that no known key fits may be signed with a new one: the keys are asked for again, at most as often as the settings say.
    /// </summary>
    /// <exception cref="UnavailableFailure">The issuer's keys cannot be had at all: that says nothing about the token.</exception>
    public override async Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        if (context.Options.ConfigurationManager is not { } keys)
        {
            return;
        }

        try
        {
            await keys.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException exception)
        {
            throw new UnavailableFailure("The keys of the tokens' issuer cannot be fetched.", RetryAfter, exception);
        }

        if (context.Exception is SecurityTokenInvalidSignatureException)
        {
            keys.RequestRefresh();
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        // What a token declares critical must be understood (RFC 7515, 4.1.11), and nothing of it is here.
        if (context.SecurityToken is not JsonWebToken token || token.TryGetHeaderValue<object>("crit", out _))
        {
            context.Fail("The token has critical headers.");
        }
        else if (Values(token, settings.TenantClaim) is not [var tenant] || !TenantContext.IsValid(tenant))
        {
            context.Fail("The token names no tenant.");
        }
        else
        {
            context.HttpContext.SetTenant(tenant);
            context.Principal = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(Credentials.CallerClaim, $"{tenant}/{token.Subject}"), .. Scopes.Claims(ScopesOf(token))], Credentials.Bearer));
        }

        return Task.CompletedTask;
    }

    private IEnumerable<Scope> ScopesOf(JsonWebToken token) =>
        Values(token, settings.ScopeClaim)
            .SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(Scopes.Of)
            .OfType<Scope>()
            .Distinct();

    private static string[] Values(JsonWebToken token, string claim) =>
        [.. token.Claims.Where(held => held.Type == claim).Select(held => held.Value)];
}
