using System.Diagnostics.Metrics;

namespace Mmei.Messaging;

/// <summary>Meter <c>Mmei.Messaging</c>: what is seen of the broker's queues.</summary>
internal static class MessagingInstruments
{
    private static readonly Meter Meter = new("Mmei.Messaging");

    private static readonly Histogram<double> Age = Meter.CreateHistogram(
        "mmei.bus.message.age",
        "s",
        "Time from sending a message to taking it.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 10] });

    private static long _deadLetters = -1;

    static MessagingInstruments() => Meter.CreateObservableUpDownCounter(
        "mmei.bus.dead_letters",
        () => Interlocked.Read(ref _deadLetters) is >= 0 and var count ? [new Measurement<long>(count)] : Array.Empty<Measurement<long>>(),
        "{message}",
        "Messages that were put aside and are kept for a day.");

    /// <summary>A message was taken. The shards of fusion are one queue here: their number is a setting.</summary>
    public static void Taken(string queue, TimeSpan age)
    {
        var named = queue.StartsWith(Queues.FusionShards, StringComparison.Ordinal) ? "mmei.fusion" : queue;
        Age.Record(age.TotalSeconds, new KeyValuePair<string, object?>("queue", named));
    }

    public static void PutAside(uint count) => Interlocked.Exchange(ref _deadLetters, count);
}
