using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using OpenTelemetry.Metrics;

namespace Mmei.Hosting.Measurement;

/// <summary>
/// An instrument as Prometheus sees it: named and typed by OpenTelemetry's conventions (dots become underscores, then the unit, then
/// <c>_total</c> for what only grows), with a bounded number of series.
/// </summary>
internal sealed class ExportedInstrument
{
    /// <summary>
    /// Beyond it, what has yet other labels is counted under <see cref="Other"/>: a label that is not closed must not fill the memory.
    /// </summary>
    private const int MostLabelSets = 200;

    private const string Other = "other";

    /// <summary>From half a millisecond to ten seconds, for durations whose instrument gives no bounds of its own.</summary>
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>For sizes and counts.</summary>
    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>What is exported of the runtime, the server and the bus, and which of its labels.</summary>
    private static readonly Dictionary<string, string[]> Foreign = new(StringComparer.Ordinal)
    {
        ["http.server.request.duration"] = ["http.request.method", "http.route", "http.response.status_code"],
        ["http.server.active_requests"] = [],
        ["dotnet.process.cpu.time"] = [],
        ["dotnet.process.memory.working_set"] = [],
        ["messaging.masstransit.consume.errors"] = [],
    };

    private readonly Instrument _instrument;
    private readonly string[]? _labels;
    private readonly ConcurrentDictionary<string, Action<string[], double>> _records = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _labelSets = new(StringComparer.Ordinal);

    private ExportedInstrument(Instrument instrument, string[]? labels) => (_instrument, _labels) = (instrument, labels);

    /// <summary>The export of an instrument, or null where it is not exported.</summary>
    public static ExportedInstrument? Of(Instrument instrument) =>
        instrument.Meter.Name.StartsWith("Mmei.", StringComparison.Ordinal) ? new ExportedInstrument(instrument, labels: null)
        : Foreign.TryGetValue(instrument.Name, out var labels) ? new ExportedInstrument(instrument, labels)
        : null;

    /// <summary>The same instrument for OpenTelemetry: with the same labels and bounds, and as few series.</summary>
    public static MetricStreamConfiguration ViewOf(Instrument instrument)
    {
        if (Of(instrument) is not { } exported)
        {
            return MetricStreamConfiguration.Drop;
        }

        var isHistogram = instrument.GetType().GetGenericTypeDefinition() == typeof(Histogram<>);
        var view = isHistogram
            ? new ExplicitBucketHistogramConfiguration { Boundaries = Bounds(instrument) }
            : new MetricStreamConfiguration();
        (view.TagKeys, view.CardinalityLimit) = (exported._labels, MostLabelSets);
        return view;
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = new List<string>(tags.Length);
        var values = new List<string>(tags.Length);
        foreach (var (name, label) in tags)
        {
            if (_labels is null || _labels.Contains(name, StringComparer.Ordinal))
            {
                names.Add(Underscored(name));
                values.Add(Text(label));
            }
        }

        var record = _records.GetOrAdd(
            string.Join(',', names), static (_, export) => export.Self.Create([.. export.Names]), (Self: this, Names: names));
        record(Admitted([.. values]), value);
    }

    internal static double[] Bounds(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries,
            Histogram<float> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound),
            _ => null,
        };
        return advised?.ToArray() ?? (instrument.Unit == "s" ? Seconds : Counts);
    }

    private Action<string[], double> Create(string[] labels)
    {
        var kind = _instrument.GetType().GetGenericTypeDefinition();
        var help = _instrument.Description ?? "";
        if (kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>))
        {
            var counter = Prometheus.Metrics.CreateCounter(Name("_total"), help, labels);
            return kind == typeof(Counter<>)
                ? (values, value) => counter.WithLabels(values).Inc(value)
                : (values, value) => counter.WithLabels(values).IncTo(value);
        }

        if (kind == typeof(Histogram<>))
        {
            var histogram = Prometheus.Metrics.CreateHistogram(
                Name(), help, labels, new Prometheus.HistogramConfiguration { Buckets = Bounds(_instrument) });
            return (values, value) => histogram.WithLabels(values).Observe(value);
        }

        var gauge = Prometheus.Metrics.CreateGauge(Name(), help, labels);
        return kind == typeof(UpDownCounter<>)
            ? (values, value) => gauge.WithLabels(values).Inc(value)
            : (values, value) => gauge.WithLabels(values).Set(value);
    }

    private string Name(string suffix = "")
    {
        var name = Underscored(_instrument.Name);
        var unit = _instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return name.EndsWith(unit, StringComparison.Ordinal) ? name + suffix : name + unit + suffix;
    }

    private string[] Admitted(string[] values)
    {
        var set = string.Join('\0', values);
        if (!_labelSets.ContainsKey(set) && _labelSets.Count < MostLabelSets)
        {
            _labelSets[set] = 0;
        }

        // Looked up once more: another thread may have brought the same set in between.
        return _labelSets.ContainsKey(set) ? values : [.. values.Select(_ => Other)];
    }

    private static string Text(object? label) => label switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(label, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Underscored(string name) => name.Replace('.', '_');
}
