using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mmei.Hosting.Protocols;

internal static class HeadAsGet
{
    /// <summary>
    /// Answers HEAD wherever GET is answered (RFC 9110, 9.3.2). The server itself leaves the body away: it goes by the method that it read.
    /// </summary>
    public static void UseHeadAsGet(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
