using System.Collections.Frozen;
using System.Security.Claims;
using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Access;

/// <summary>Which call needs which scope. One table for both deployments: a call has one route, here or behind.</summary>
internal static class Scopes
{
    /// <summary>The claim that holds a scope of the credential; one claim for each.</summary>
    public const string Claim = "scope";

    public static readonly IReadOnlyList<Scope> All = Enum.GetValues<Scope>();

    private static readonly FrozenDictionary<string, Scope> ByName = All.ToFrozenDictionary(Name, StringComparer.Ordinal);

    /// <summary>Beginnings of routes; the first that fits counts. What is not here needs <see cref="Scope.Admin"/>.</summary>
    private static readonly (string Beginning, Scope Scope)[] Routes =
    [
        ("/v1/observations", Scope.Observe),
        ("/v1/stream", Scope.Observe),
        ("/v1/feedback", Scope.Feedback),
        ("/v1/items:latest", Scope.Observe),
        ("/v1/items:popular", Scope.Observe),
        ("/v1/items/{id}/", Scope.Observe),
        ("/v1/items", Scope.Catalog),
        ("/v1/users/{id}/consent", Scope.Observe),
    ];

    /// <summary>As credentials, the API's description and problems write it.</summary>
    public static string Name(this Scope scope) => scope switch
    {
        Scope.Observe => "observe",
        Scope.Feedback => "feedback",
        Scope.Catalog => "catalog",
        Scope.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
    };

    /// <summary>The scope of a name, or null where it is none of ours.</summary>
    public static Scope? Of(string name) => ByName.TryGetValue(name, out var scope) ? scope : null;

    /// <summary>The scope that a call needs.</summary>
    /// <param name="route">The pattern of its route, which no spelling of a path gets around.</param>
    public static Scope Needed(string route)
    {
        var rooted = route.StartsWith('/') ? route : "/" + route;
        foreach (var (beginning, scope) in Routes)
        {
            if (rooted.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return scope;
            }
        }

        return Scope.Admin;
    }

    /// <summary>The scope that this request needs; null where no call is found, or not with this method.</summary>
    public static Scope? Needed(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } ? Needed(route) : null;

    public static bool Has(this ClaimsPrincipal caller, Scope scope) => caller.HasClaim(Claim, scope.Name());

    public static IEnumerable<Claim> Claims(IEnumerable<Scope> scopes) => scopes.Select(scope => new Claim(Claim, scope.Name()));
}
