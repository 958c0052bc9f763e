using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Prometheus.HttpMetrics;

/// <summary>Requests in progress, counted and timed, under the official metric and label names.</summary>
internal sealed class HttpMetricsMiddleware(RequestDelegate next, HttpMiddlewareExporterOptions options)
{
    private readonly Family? _inProgress = Family(
        options.InProgress, "http_requests_in_progress", "The number of requests currently in progress in the ASP.NET Core pipeline.", "gauge");

    private readonly Family? _count = Family(
        options.RequestCount, "http_requests_received_total", "The count of HTTP requests that have been processed by the ASP.NET Core pipeline.", "counter");

    private readonly Family? _duration = Family(
        options.RequestDuration,
        "http_request_duration_seconds",
        "The duration of HTTP requests processed by an ASP.NET Core application.",
        "histogram",
        Histogram.ExponentialBuckets(0.001, 2, 16));

    public async Task Invoke(HttpContext context)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var inProgress = (ValueSeries?)_inProgress?.Find([.. Route(context)]);
        inProgress?.Add(1);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            inProgress?.Add(-1);
            ((ValueSeries?)_count?.Find(Labels(context, options.RequestCount)))?.Add(1);
            ((HistogramSeries?)_duration?.Find(Labels(context, options.RequestDuration)))?.Observe(clock.GetElapsedTime(started).TotalSeconds);
        }
    }

    private static Family? Family(HttpMetricsOptionsBase options, string name, string help, string type, double[]? bounds = null) =>
        options.Enabled ? (options.Registry ?? Metrics.DefaultRegistry).GetOrAdd(name, help, type, bounds, expiresAfter: null) : null;

    private static KeyValuePair<string, object?>[] Labels(HttpContext context, HttpMetricsOptionsBase options)
    {
        var code = context.Response.StatusCode;
        return [new("code", options.ReduceStatusCodeCardinality ? $"{code / 100}xx" : code.ToString(CultureInfo.InvariantCulture)), .. Route(context)];
    }

    private static IEnumerable<KeyValuePair<string, object?>> Route(HttpContext context) =>
    [
        new("method", context.Request.Method),
        new("controller", context.GetRouteValue("controller") as string ?? ""),
        new("action", context.GetRouteValue("action") as string ?? ""),
        new("endpoint", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? ""),
    ];
}
