using System.Diagnostics;

namespace Mmei.Messaging;

/// <summary>
/// Carries the W3C trace of a request over every hop. The bus writes it into messages only where somebody listens to its spans; this
/// listens, and
/// records nothing: that is for a telemetry library, which sees the same spans. The listener belongs to the process and not to a host.
/// </summary>
internal static class TracePropagation
{
    /// <summary>Spans of what is consumed beside the bus library.</summary>
    public static readonly ActivitySource Source = new("Mmei.Messaging");

    private static readonly Lazy<ActivityListener> Listener = new(static () =>
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MassTransit" || source.Name.StartsWith("Mmei.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    public static void Start() => _ = Listener.Value;
}
