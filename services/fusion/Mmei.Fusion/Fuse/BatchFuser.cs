using Mmei.Contracts.Tensors;
using Mmei.Fusion.Join;
using Mmei.Inference;

namespace Mmei.Fusion.Fuse;

/// <summary>Fuses a batch of joins so that one that spoils the run does not spoil it for its neighbours.</summary>
internal sealed partial class BatchFuser(ModalityFuser fuser, TimeProvider time, FusionInstruments instruments, ILogger<BatchFuser> logger)
{
    /// <summary>One outcome for each, in their order.</summary>
    public IReadOnlyList<FusionOutcome> Fuse(IReadOnlyList<JoinedObservation> batch, CancellationToken cancellationToken)
    {
        var usable = batch.Where(joined => joined.Parts.Count > 0).ToList();
        var fused = new Queue<FusionOutcome>(usable.Count == 0 ? [] : FuseOrSplit(usable, cancellationToken));
        return [.. batch.Select(joined => joined.Parts.Count == 0 ? new FusionOutcome(joined, State: null) : fused.Dequeue())];
    }

    private List<FusionOutcome> FuseOrSplit(List<JoinedObservation> usable, CancellationToken cancellationToken)
    {
        try
        {
            return FuseTogether(usable, cancellationToken);
        }
        catch (Exception exception) when (exception is TensorFormatException or ModelInputException or ModelOutputException)
        {
            if (usable.Count > 1)
            {
                return [.. usable.SelectMany(joined => FuseOrSplit([joined], cancellationToken))];
            }

            FusionFailed(exception, usable[0].Ticket.ObservationId);
            return [new FusionOutcome(usable[0].Without([.. usable[0].Parts.Values], "It could not be fused."), State: null)];
        }
    }

    private List<FusionOutcome> FuseTogether(List<JoinedObservation> usable, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var states = fuser.Fuse([.. usable.Select(joined => joined.Input)], cancellationToken);
        var fusionMs = time.GetElapsedTime(started).TotalMilliseconds;
        instruments.BatchFused(usable.Count);
        return
        [
            .. usable.Zip(states, (joined, state) =>
                new FusionOutcome(joined, state, time.GetElapsedTime(joined.ReadyAt, started).TotalMilliseconds, fusionMs)),
        ];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Observation {ObservationId} could not be fused")]
    private partial void FusionFailed(Exception exception, Guid observationId);
}
