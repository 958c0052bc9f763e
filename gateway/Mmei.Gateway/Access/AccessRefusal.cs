using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Access;

/// <summary>
/// The one place where a call without the right credential is answered, whatever the credential. It never says what is wrong with one:
/// that helps only those who forge them.
/// </summary>
internal sealed class AccessRefusal(IOptions<TokenOptions> tokens) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult switch
        {
            { Succeeded: true } => next(context),
            { Forbidden: true } => ForbidAsync(context),
            _ => ChallengeAsync(context),
        };

    private Task ChallengeAsync(HttpContext context)
    {
        var takesTokens = tokens.Value.Issuer is not null;
        var schemes = new List<string> { $"{ApiKeyHandler.SchemeName} header=\"{ApiKeyHandler.HeaderName}\"" };
        if (takesTokens)
        {
            schemes.Add(Credentials.Bearer);
        }

        context.Response.Headers.WWWAuthenticate = schemes.ToArray();
        return context.WriteFailureAsync(new UnauthorizedFailure(Wanted(context, takesTokens)));
    }

    private static string Wanted(HttpContext context, bool takesTokens) => (Credentials.AreTwo(context), takesTokens) switch
    {
        (true, _) => $"The call carries a key ({ApiKeyHandler.HeaderName}) and a token (Authorization): send one of them.",
        (_, true) => $"Either the header {ApiKeyHandler.HeaderName} must carry a valid key, or Authorization a valid bearer token.",
        _ => $"The header {ApiKeyHandler.HeaderName} must carry a valid key.",
    };

    private static Task ForbidAsync(HttpContext context)
    {
        var needed = Scopes.Needed(context) ?? Scope.Admin;
        var held = Scopes.All.Where(context.User.Has).Select(Scopes.Name).DefaultIfEmpty("none");
        return context.WriteFailureAsync(new ForbiddenFailure(
            $"This call needs the scope '{needed.Name()}'; the credential has: {string.Join(", ", held)}."));
    }
}
