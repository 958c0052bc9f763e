using Microsoft.Extensions.Options;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;
using Mmei.Fusion.Sessions;
using Mmei.Messaging;

namespace Mmei.Fusion.Fuse;

/// <summary>Takes finished joins, as many as are waiting, fuses them in one model run and publishes what came out.</summary>
internal sealed partial class FusionWorker(
    ShardJoins joins,
    SessionFuser sessionFuser,
    ModalityFuser fuser,
    IMessageSender sender,
    IOptions<FusionOptions> options,
    FusionInstruments instruments,
    TimeProvider time,
    ILogger<FusionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<FinishedJoin>(options.Value.MaxBatch);
        while (await joins.Finished.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < options.Value.MaxBatch && joins.Finished.TryRead(out var finished))
            {
                batch.Add(finished);
            }

            // The next batch does not wait for the broker's confirmations; how many are awaited is bounded as the joins are.
            foreach (var (finished, outcome) in batch.Zip(sessionFuser.Fuse(batch, stoppingToken)))
            {
                _ = PublishAsync(finished.Table, outcome, stoppingToken);
            }

            batch.Clear();
        }
    }

    /// <summary>Tries until the broker has confirmed; only then is anything of the observation acknowledged.</summary>
    private async Task PublishAsync(JoinTable table, FusionOutcome outcome, CancellationToken stoppingToken)
    {
        using var activity = FusionInstruments.StartFusion(outcome.Joined);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendAsync(outcome, stoppingToken);
                instruments.Published(outcome);
                table.Settle(outcome.Joined.Ticket.ObservationId);
                return;
            }
#pragma warning disable CA1031 // Whatever the reason, the outcome is not with the broker: what was not acknowledged must not be forgotten.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                PublishFailed(exception, outcome.Joined.Ticket.ObservationId);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task SendAsync(FusionOutcome outcome, CancellationToken cancellationToken) => outcome.State is { } state
        ? sender.SendAsync(Fused(outcome, state), cancellationToken)
        : sender.ReplyAsync(outcome.Joined.Ticket.ReplyAddress, Failed(outcome.Joined), cancellationToken);

    private static ObservationFailed Failed(JoinedObservation joined) => new()
    {
        ObservationId = joined.Ticket.ObservationId,
        Modalities = joined.Results(_ => 0),
    };

    private ObservationFused Fused(FusionOutcome outcome, FusedState state)
    {
        var ticket = outcome.Joined.Ticket;
        return new ObservationFused
        {
            ObservationId = ticket.ObservationId,
            TenantId = ticket.TenantId,
            UserId = ticket.UserId,
            SessionId = ticket.SessionId,
            Perception = Perceived(outcome, state),
            Fused = TensorCodec.Pack(state.Fused, 1, PartShape.Width),
            Options = ticket.Options,
            Context = ticket.Context,
            ReplyAddress = ticket.ReplyAddress,
        };
    }

    private Perception Perceived(FusionOutcome outcome, FusedState state) => new()
    {
        Emotion = state.Emotion,
        Intent = state.Intent,
        Confidence = state.Confidence,
        Session = outcome.Session,
        Modalities = outcome.Joined.Results(state.WeightOf),
        Degraded = outcome.Joined.Degraded,
        Model = fuser.ModelId,
        JoinMs = outcome.JoinMs,
        FusionMs = outcome.FusionMs,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of observation {ObservationId} could not be published and is tried again")]
    private partial void PublishFailed(Exception exception, Guid observationId);
}
