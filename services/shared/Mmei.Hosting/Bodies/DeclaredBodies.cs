using Microsoft.AspNetCore.Builder;

namespace Mmei.Hosting.Bodies;

internal static class DeclaredBodies
{
    /// <summary>Takes bodies by the charset and content encoding that they declare, or names what is not read here.</summary>
    public static void UseDeclaredBodies(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        Charset.Normalize(context.Request);
        PackedBody.Unpack(context.Request);
        return next(context);
    });
}
