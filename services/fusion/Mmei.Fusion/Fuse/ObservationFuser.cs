using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;
using Mmei.Fusion.Sessions;
using Mmei.Inference;

namespace Mmei.Fusion.Fuse;

/// <summary>
/// Fuses joined observations in the light of what came before in their sessions, and remembers what they come to. One that spoils the run
/// of a batch does not spoil it for its neighbours. For one caller at a time.
/// </summary>
internal sealed partial class ObservationFuser(
    FusionModel model, SessionMemories memories, IOptions<FuseOptions> options, TimeProvider time, FusionInstruments instruments,
    ILogger<ObservationFuser> logger)
{
    /// <summary>One outcome for each, in their order. Observations of one session in the same batch do not see each other.</summary>
    public IReadOnlyList<FusionOutcome> Fuse(IReadOnlyList<JoinedObservation> batch, CancellationToken cancellationToken)
    {
        var usable = batch.Where(joined => joined.Encoded.Count > 0).Select(joined => (joined, InputOf(joined))).ToList();
        var fused = new Queue<FusionOutcome>(usable.Count == 0 ? [] : FuseOrSplit(usable, cancellationToken));
        return [.. batch.Select(joined => joined.Encoded.Count == 0 ? new FusionOutcome(joined) : fused.Dequeue())];
    }

    private FusionInput InputOf(JoinedObservation joined) =>
        new(joined.Encoded, joined.Ticket.Context, memories.Of(joined.Shard).Recall(joined.Ticket));

    private List<FusionOutcome> FuseOrSplit(List<(JoinedObservation Joined, FusionInput Input)> batch, CancellationToken cancellationToken)
    {
        try
        {
            return FuseTogether(batch, cancellationToken);
        }
        catch (Exception exception) when (exception is TensorFormatException or ModelInputException or ModelOutputException)
        {
            if (batch.Count > 1)
            {
                return [.. batch.SelectMany(each => FuseOrSplit([each], cancellationToken))];
            }

            var joined = batch[0].Joined;
            FusionFailed(exception, joined.Id);
            return [new FusionOutcome(joined.WithoutEncoded("It could not be fused."))];
        }
    }

    private List<FusionOutcome> FuseTogether(List<(JoinedObservation Joined, FusionInput Input)> batch, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outputs = model.Run([.. batch.Select(each => each.Input)], cancellationToken);
        var took = time.GetElapsedTime(started);
        instruments.BatchFused(batch.Count);
        return [.. batch.Zip(outputs, (each, output) => Perceive(each.Joined, output.InDoubt(Doubt(each.Joined, output)), started, took))];
    }

    private double Doubt(JoinedObservation joined, FusionOutput output) => joined.Encoded.Values
        .Where(encoded => encoded.Quality?.Warnings.Contains(QualityWarning.UnmeasuredLanguage) == true)
        .Sum(encoded => output.Weights[(int)encoded.Modality] * options.Value.UnmeasuredLanguageDoubt);

    private FusionOutcome Perceive(JoinedObservation joined, FusionOutput output, long started, TimeSpan took)
    {
        var trajectory = memories.Of(joined.Shard).Remember(joined.Ticket, output.Emotion, output.Intent, output.Confidence);
        var perception = new Perception
        {
            Emotion = output.Emotion,
            Intent = output.Intent,
            Confidence = output.Confidence,
            Session = trajectory?.ToContract(),
            Modalities = joined.Results(modality => output.Weights[(int)modality]),
            Degraded = joined.Degraded,
            Model = model.Id,
            JoinMs = time.GetElapsedTime(joined.ReadyAt, started).TotalMilliseconds,
            FusionMs = took.TotalMilliseconds,
        };
        return new FusionOutcome(joined, perception, TensorCodec.Pack(output.Fused, 1, output.Fused.Length));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Observation {ObservationId} could not be fused")]
    private partial void FusionFailed(Exception exception, Guid observationId);
}
