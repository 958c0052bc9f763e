using System.ComponentModel.DataAnnotations;

namespace Mmei.Hosting.Tracing;

/// <summary>
/// Where the process sends its spans, in the section <c>Tracing</c>. OpenTelemetry's own variables (<c>OTEL_*</c>) set the rest.
/// </summary>
internal sealed class TracingOptions : IValidatableObject
{
    public const string Section = "Tracing";

    /// <summary>
    /// A collector that takes OTLP over HTTP, for example <c>http://collector:4318</c>; without one that of
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, which gets metrics and logs too, and without that nothing is recorded.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The share of requests that are traced, where the caller did not decide.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; init; } = 0.1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
        {
            yield return new ValidationResult("must be an http or https address", [nameof(Endpoint)]);
        }
    }
}
