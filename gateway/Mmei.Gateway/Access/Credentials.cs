namespace Mmei.Gateway.Access;

/// <summary>The kinds of credential, by the authentication scheme that reads each.</summary>
internal static class Credentials
{
    /// <summary>The scheme that picks one of the others by what the request carries.</summary>
    public const string Any = "Any";

    public const string Bearer = "Bearer";

    /// <summary>The claim whose calls are counted together: one for each key, and for each subject of a tenant's tokens.</summary>
    public const string CallerClaim = "caller";

    /// <summary>The scheme that reads this request's credential.</summary>
    public static string SchemeOf(HttpContext context) =>
        HasToken(context) && !AreTwo(context) ? Bearer : ApiKeyHandler.SchemeName;

    /// <summary>Whether the request carries a key and a token: two credentials may name two tenants, so neither counts.</summary>
    public static bool AreTwo(HttpContext context) =>
        HasToken(context) && context.Request.Headers.ContainsKey(ApiKeyHandler.HeaderName);

    /// <summary>Whether <c>Authorization</c> carries what is meant to be a token.</summary>
    public static bool HasToken(HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
}
