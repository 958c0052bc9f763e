namespace Mmei.Gateway.Access;

internal static class SecurityHeaders
{
    /// <summary>Where nothing else is said, an answer is data: never a page, never shown in a frame, never kept by a cache.</summary>
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ];

    /// <summary>Adds what an answer has not said itself when it starts, those of services behind and refusals included.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            foreach (var (name, value) in Defaults)
            {
                response.Headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
