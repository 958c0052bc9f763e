using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Access;

/// <summary>Authenticates by <c>X-Api-Key</c>; the key decides the tenant and the scopes.</summary>
internal sealed class ApiKeyHandler(
    ApiKeyRing keys, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string HeaderName = "X-Api-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        if (Request.Headers[HeaderName] is not [{ Length: > 0 } presented])
        {
            return AuthenticateResult.NoResult();
        }

        // Two credentials may name two tenants.
        if (Credentials.HasToken(Context))
        {
            return AuthenticateResult.Fail("There is a token beside the key.");
        }

        if (keys.Find(presented) is not { } key)
        {
            return AuthenticateResult.Fail("The key is not known.");
        }

        Context.SetTenant(key.Tenant);
        var identity = new ClaimsIdentity(
            [new Claim(Credentials.CallerClaim, key.Sha256[..16]), .. Scopes.Claims(key.AllowedScopes)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
