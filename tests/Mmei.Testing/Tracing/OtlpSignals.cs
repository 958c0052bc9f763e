namespace Mmei.Testing.Tracing;

/// <summary>Reads the fields that tests look at of OTLP's requests (trace/v1, logs/v1, metrics/v1).</summary>
internal static class OtlpSignals
{
    /// <summary>Of a gauge, a sum and a histogram: its field in a metric, and that of the attributes in its points.</summary>
    private static readonly (int Data, int Attributes)[] Kinds = [(5, 7), (7, 7), (9, 9)];

    public static IEnumerable<CollectedSpan> Spans(byte[] request) => Otlp.Items(request).Select(span => new CollectedSpan(
        span.Service,
        Otlp.Id(span.Item, 1),
        Otlp.Id(span.Item, 2),
        Otlp.Id(span.Item, 4),
        Otlp.Text(span.Item, 5),
        Otlp.Attributes(span.Item, 9).DistinctBy(pair => pair.Key).ToDictionary()));

    public static IEnumerable<CollectedLog> Logs(byte[] request) => Otlp.Items(request).Select(entry => new CollectedLog(
        entry.Service,
        Otlp.Text(entry.Item, 3),
        string.Concat(Otlp.Messages(entry.Item, 5).Select(body => Otlp.Text(body, 1))),
        Otlp.Id(entry.Item, 9),
        Otlp.Id(entry.Item, 10),
        Otlp.Attributes(entry.Item, 6).DistinctBy(pair => pair.Key).ToDictionary()));

    public static IEnumerable<CollectedMetric> Metrics(byte[] request) => Otlp.Items(request).Select(metric => new CollectedMetric(
        metric.Service,
        Otlp.Text(metric.Item, 1),
        Otlp.Text(metric.Item, 3),
        [.. Kinds.SelectMany(kind => Otlp.Messages(metric.Item, kind.Data)
            .SelectMany(data => Otlp.Messages(data, 1))
            .SelectMany(point => Otlp.Attributes(point, kind.Attributes)))
            .Distinct()]));
}
