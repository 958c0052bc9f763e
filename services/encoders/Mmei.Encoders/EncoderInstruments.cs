using System.Diagnostics.Metrics;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Encoders;

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
        _inputs = _meter.CreateCounter<long>("mmei.encoder.inputs", "{input}", "Inputs by encoder and outcome: encoded, expired, or why rejected.");
        _duration = _meter.CreateHistogram<double>("mmei.encoder.duration", "s", "Time of one input by encoder and stage: preprocess, queue, infer, postprocess, total.");
        _batchSize = _meter.CreateHistogram<int>("mmei.encoder.batch.size", "{input}", "Inputs that shared the model run, seen by each input.");
    }

    /// <summary>Reports how many inputs wait for a batch of <paramref name="encoder"/>, and how many it has in all.</summary>
    public void Observe(string encoder, Func<int> waiting, Func<int> inside)
    {
        _meter.CreateObservableUpDownCounter(
            "mmei.encoder.waiting", () => new Measurement<int>(waiting(), Encoder(encoder)), "{input}", "Inputs that wait for a batch.");
        _meter.CreateObservableUpDownCounter(
            "mmei.encoder.inside", () => new Measurement<int>(inside(), Encoder(encoder)), "{input}", "Inputs that were admitted and have no result yet.");
    }

    public void Encoded(Modality modality, EncodeTimings timings, int batchSize) => Encoded(Name(modality), timings, batchSize);

    public void ItemEncoded(EncodeTimings timings, int batchSize) => Encoded("content", timings, batchSize);

    public void Rejected(Modality modality, RejectionCode code) =>
        _inputs.Add(1, Encoder(Name(modality)), Outcome(code switch
        {
            RejectionCode.Undecodable => "undecodable",
            RejectionCode.Unsupported => "unsupported",
            RejectionCode.TooLarge => "too_large",
            RejectionCode.Empty => "empty",
            RejectionCode.Overloaded => "overloaded",
            _ => "failed",
        }));

    public void Expired(Modality modality) => _inputs.Add(1, Encoder(Name(modality)), Outcome("expired"));

    /// <summary>The tag value that stands for a modality.</summary>
    public static string Name(Modality modality) => modality switch
    {
        Modality.Image => "image",
        Modality.Audio => "audio",
        _ => "text",
    };

    private void Encoded(string encoder, EncodeTimings timings, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(timings);
        _inputs.Add(1, Encoder(encoder), Outcome("encoded"));
        _batchSize.Record(batchSize, Encoder(encoder));
        Took("preprocess", timings.PreprocessMs);
        Took("queue", timings.QueueMs);
        Took("infer", timings.InferMs);
        Took("postprocess", timings.PostprocessMs);
        Took("total", timings.TotalMs);

        void Took(string stage, double milliseconds) => _duration.Record(milliseconds / 1_000, Encoder(encoder), Stage(stage));
    }

    private static KeyValuePair<string, object?> Encoder(string name) => new("encoder", name);

    private static KeyValuePair<string, object?> Outcome(string name) => new("outcome", name);

    private static KeyValuePair<string, object?> Stage(string name) => new("stage", name);
}
