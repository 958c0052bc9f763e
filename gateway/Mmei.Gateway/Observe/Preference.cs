using Microsoft.Extensions.Primitives;

namespace Mmei.Gateway.Observe;

/// <summary>What a client would rather have (RFC 7240).</summary>
internal static class Preference
{
    public const string RespondAsync = "respond-async";

    public static bool IsToRespondLater(HttpRequest request) => Names(request.Headers["Prefer"])
        .Contains(RespondAsync, StringComparer.OrdinalIgnoreCase);

    // A preference may have a value and parameters, which say nothing here.
    private static IEnumerable<string> Names(StringValues headers) =>
        from header in headers
        where header is not null
        from preference in header.Split(',')
        select preference.Split(';', '=')[0].Trim();
}
