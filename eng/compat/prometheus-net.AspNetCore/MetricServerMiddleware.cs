using Microsoft.AspNetCore.Http;

namespace Prometheus;

/// <summary>Answers with the metrics of a registry.</summary>
public sealed class MetricServerMiddleware
{
    private readonly CollectorRegistry _registry;

    public MetricServerMiddleware(RequestDelegate next, Settings settings)
    {
        // Nothing follows: this middleware always answers.
        _ = next;
        _registry = settings.Registry ?? Metrics.DefaultRegistry;
    }

    public async Task Invoke(HttpContext context)
    {
        context.Response.ContentType = TextFormat.ContentType;
        await context.Response.Body.WriteAsync(_registry.Collect(), context.RequestAborted).ConfigureAwait(false);
    }

    public sealed class Settings
    {
        /// <summary>What is exported; null: <see cref="Metrics.DefaultRegistry"/>.</summary>
        public CollectorRegistry? Registry { get; set; }

        /// <summary>The official package answers in OpenMetrics too; here the answer is always the text format, which every scraper reads.</summary>
        public bool EnableOpenMetrics { get; set; } = true;
    }
}
