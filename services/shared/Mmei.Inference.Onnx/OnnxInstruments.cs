using System.Diagnostics.Metrics;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx;

/// <summary>Meter <c>Mmei.Inference.Onnx</c>.</summary>
internal static class OnnxInstruments
{
    public const string MeterName = "Mmei.Inference.Onnx";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> NonFinite = Meter.CreateCounter<long>(
        "mmei.model.non_finite_outputs", "{output}", "Outputs that held NaN or infinity and were refused.");

    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram(
        "mmei.model.load.duration",
        "s",
        "Time to verify, open and warm a model.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 30] });

    private static readonly UpDownCounter<int> Served = Meter.CreateUpDownCounter<int>(
        "mmei.model.info", "{model}", "1 for the version of each role's model that is served, 0 for those that were.");

    /// <summary>A version begins to be served, or ends.</summary>
    public static void Serve(ModelRole role, string model, bool ends = false) =>
        Served.Add(ends ? -1 : 1, new("role", role), new("model", model));

    public static void RefuseNonFinite(string model, string output) => NonFinite.Add(1, new("model", model), new("output", output));

    public static void Load(string model, TimeSpan duration) =>
        LoadDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("model", model));
}
