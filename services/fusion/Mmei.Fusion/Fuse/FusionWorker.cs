using Microsoft.Extensions.Options;
using Mmei.Contracts;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;
using Mmei.Messaging;

namespace Mmei.Fusion.Fuse;

/// <summary>Takes finished joins, as many as are waiting, fuses them in one model run and publishes what came out.</summary>
internal sealed partial class FusionWorker(
    JoinTable joins,
    BatchFuser batchFuser,
    ModalityFuser fuser,
    IMessageSender sender,
    IOptions<FusionOptions> options,
    FusionInstruments instruments,
    ILogger<FusionWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<JoinedObservation>(options.Value.MaxBatch);
        while (await joins.Ready.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < options.Value.MaxBatch && joins.Ready.TryRead(out var joined))
            {
                batch.Add(joined);
            }

            await Task.WhenAll(batchFuser.Fuse(batch, stoppingToken).Select(outcome => PublishAsync(outcome, stoppingToken)));
            batch.Clear();
        }
    }

    private async Task PublishAsync(FusionOutcome outcome, CancellationToken cancellationToken)
    {
        var ticket = outcome.Joined.Ticket;
        try
        {
            if (outcome.State is { } state)
            {
                await sender.SendAsync(Fused(outcome, state), cancellationToken);
            }
            else
            {
                await sender.ReplyAsync(ticket.ReplyAddress, Failed(outcome.Joined), cancellationToken);
            }

            joins.Settle(ticket.ObservationId);
            instruments.Published(outcome);
        }
        catch (Exception exception)
        {
            // Nothing was acknowledged: the messages of this observation fail, and the endpoint's retry policy joins them again.
            PublishFailed(exception, ticket.ObservationId);
            joins.Fail(ticket.ObservationId, exception);
        }
    }

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
            Emotion = state.Emotion,
            Intent = state.Intent,
            Confidence = state.Confidence,
            Fused = TensorCodec.Pack(state.Fused, 1, ModalityFuser.Width),
            Modalities = outcome.Joined.Results(state.WeightOf),
            Degraded = outcome.Joined.Degraded,
            Model = fuser.ModelId,
            Options = ticket.Options,
            Context = ticket.Context,
            ReplyAddress = ticket.ReplyAddress,
            JoinMs = outcome.JoinMs,
            FusionMs = outcome.FusionMs,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of observation {ObservationId} could not be published")]
    private partial void PublishFailed(Exception exception, Guid observationId);
}
