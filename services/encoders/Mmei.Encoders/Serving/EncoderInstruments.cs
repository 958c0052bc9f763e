using System.Diagnostics.Metrics;
using System.Text.Json;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Encoders.Serving;

/// <summary>What the encoders report about themselves.</summary>
public sealed class EncoderInstruments
{
    private readonly Meter _meter;
    private readonly Counter<long> _inputs;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batchSize;

    public EncoderInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create("Mmei.Encoders");
        _inputs = _meter.CreateCounter<long>(
            "mmei.encoder.inputs", "{input}", "Inputs by encoder and outcome: encoded, expired, or why rejected.");
        _duration = _meter.CreateHistogram(
            "mmei.encoder.duration",
            "s",
            "Time of one input by encoder and stage: preprocess, queue, infer, postprocess, total.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
            });
        _batchSize = _meter.CreateHistogram<int>(
            "mmei.encoder.batch.size", "{input}", "Inputs that shared the model run, seen by each input.");
    }

    /// <summary>Reports how many inputs wait for a batch of <paramref name="encoder"/>, and how many it has in all.</summary>
    public void Observe(string encoder, Func<int> waiting, Func<int> inside)
    {
        _meter.CreateObservableUpDownCounter(
            "mmei.encoder.waiting", () => new Measurement<int>(waiting(), Encoder(encoder)), "{input}", "Inputs that wait for a batch.");
        _meter.CreateObservableUpDownCounter(
            "mmei.encoder.inside", () => new Measurement<int>(inside(), Encoder(encoder)), "{input}",
            "Inputs that were admitted and have no result yet.");
    }

    public void Encoded<TResult>(string encoder, Encoded<TResult> encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        var timings = encoded.Timings;
        _inputs.Add(1, Encoder(encoder), Outcome("encoded"));
        _batchSize.Record(encoded.BatchSize, Encoder(encoder));
        Took("preprocess", timings.PreprocessMs);
        Took("queue", timings.QueueMs);
        Took("infer", timings.InferMs);
        Took("postprocess", timings.PostprocessMs);
        Took("total", timings.TotalMs);

        void Took(string stage, double milliseconds) => _duration.Record(milliseconds / 1_000, Encoder(encoder), new("stage", stage));
    }

    public void Rejected(string encoder, RejectionCode code) =>
        _inputs.Add(1, Encoder(encoder), Outcome(JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString())));

    public void Expired(string encoder) => _inputs.Add(1, Encoder(encoder), Outcome("expired"));

    /// <summary>The tag value that stands for the encoder of a modality.</summary>
    public static string Name(Modality modality) => modality switch
    {
        Modality.Image => "image",
        Modality.Audio => "audio",
        _ => "text",
    };

    private static KeyValuePair<string, object?> Encoder(string name) => new("encoder", name);

    private static KeyValuePair<string, object?> Outcome(string name) => new("outcome", name);
}
