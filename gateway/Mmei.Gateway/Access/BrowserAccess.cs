using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Access;

internal static class BrowserAccess
{
    private static readonly TimeSpan PreflightAge = TimeSpan.FromMinutes(10);

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] Asked =
        ["Authorization", ApiKeyHandler.HeaderName, "Content-Type", "Idempotency-Key", "If-Match", "Last-Event-ID", "Prefer"];

    private static readonly string[] Told = ["ETag", "Idempotent-Replayed", "Location", "Preference-Applied", "Retry-After"];

    public static void AddBrowserAccess(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<BrowserOptions>(BrowserOptions.Section);
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<BrowserOptions>>(static (cors, browsers) => cors.AddDefaultPolicy(
            policy => policy.WithOrigins([.. browsers.Value.Origins])
                .WithMethods(Methods)
                .WithHeaders(Asked)
                .WithExposedHeaders(Told)
                .SetPreflightMaxAge(PreflightAge)));
    }

    /// <summary>Answers preflights, which carry no credential, for the origins in the settings.</summary>
    public static void UseBrowserAccess(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<BrowserOptions>>().Value.Origins.Count > 0)
        {
            app.UseCors();
        }
    }
}
