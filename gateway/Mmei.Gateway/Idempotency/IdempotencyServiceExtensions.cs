using Microsoft.AspNetCore.Authorization;
using Mmei.Gateway.Keep;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Idempotency;

internal static class IdempotencyServiceExtensions
{
    public static void AddIdempotency(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<IdempotencyOptions>(IdempotencyOptions.Section);
        builder.Services.AddKept<RepeatedCalls>();
    }

    /// <summary>Other methods than POST may be repeated as they are.</summary>
    public static void UseIdempotency(this WebApplication app)
    {
        var calls = app.Services.GetRequiredService<RepeatedCalls>();
        app.Use((context, next) =>
            HttpMethods.IsPost(context.Request.Method)
            && context.Request.Headers.ContainsKey(RepeatedCalls.HeaderName)
            && context.GetEndpoint() is RouteEndpoint { Metadata: var metadata }
            && metadata.GetMetadata<IAllowAnonymous>() is null
            && metadata.GetMetadata<NotIdempotent>() is null
                ? calls.InvokeAsync(context, next)
                : next(context));
    }
}
