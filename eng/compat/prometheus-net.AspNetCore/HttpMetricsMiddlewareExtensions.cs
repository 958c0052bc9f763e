using Microsoft.AspNetCore.Builder;
using Prometheus.HttpMetrics;

namespace Prometheus;

/// <summary>Metrics of the requests served.</summary>
public static class HttpMetricsMiddlewareExtensions
{
    /// <summary>Counts and times requests; to be called after routing.</summary>
    public static IApplicationBuilder UseHttpMetrics(this IApplicationBuilder app, Action<HttpMiddlewareExporterOptions> configure)
    {
        var options = new HttpMiddlewareExporterOptions();
        configure?.Invoke(options);
        return app.UseHttpMetrics(options);
    }

    /// <inheritdoc cref="UseHttpMetrics(IApplicationBuilder, Action{HttpMiddlewareExporterOptions})"/>
    public static IApplicationBuilder UseHttpMetrics(this IApplicationBuilder app, HttpMiddlewareExporterOptions? options = null)
    {
        options ??= new HttpMiddlewareExporterOptions();
        return options.CaptureMetricsUrl
            ? app.UseMiddleware<HttpMetricsMiddleware>(options)
            : app.UseWhen(context => context.Request.Path != "/metrics", measured => measured.UseMiddleware<HttpMetricsMiddleware>(options));
    }
}
