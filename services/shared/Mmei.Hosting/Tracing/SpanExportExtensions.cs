using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mmei.Hosting;

internal static class SpanExportExtensions
{
    public static void AddSpanExport(this IHostApplicationBuilder builder)
    {
        // ASP.NET Core 10 names method, path, route and status in its spans only where this is said; 11 always does.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.AddValidatedOptions<TracingOptions>(TracingOptions.Section);
        builder.Services.AddHostedService<SpanExport>();
    }
}
