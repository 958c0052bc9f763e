using System.Diagnostics.Metrics;

namespace Mmei.Inference.Onnx;

/// <summary>Meter <c>Mmei.Inference.Onnx</c>.</summary>
internal static class OnnxInstruments
{
    public const string MeterName = "Mmei.Inference.Onnx";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> NonFinite = Meter.CreateCounter<long>(
        "mmei.model.non_finite_outputs", "{output}", "Outputs that held NaN or infinity and were refused.");

    private static readonly Histogram<double> LoadDuration = Meter.CreateHistogram<double>(
        "mmei.model.load.duration", "s", "Time to verify, open and warm a model.");

    public static void RefuseNonFinite(string model, string output) => NonFinite.Add(1, new("model", model), new("output", output));

    public static void Load(string model, TimeSpan duration) =>
        LoadDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("model", model));
}
