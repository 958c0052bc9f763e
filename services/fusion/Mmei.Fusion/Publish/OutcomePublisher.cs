using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;
using Mmei.Messaging;

namespace Mmei.Fusion.Publish;

/// <summary>Sends what became of an observation on to ranking, or back to the gateway where nothing could be used.</summary>
internal sealed partial class OutcomePublisher(
    IMessageSender sender, ShardJoins joins, FusionInstruments instruments, TimeProvider time, ILogger<OutcomePublisher> logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(200);

    /// <summary>Tries until the broker has confirmed; only then is anything of the observation acknowledged.</summary>
    public async Task PublishAsync(FusionOutcome outcome, CancellationToken stoppingToken)
    {
        using var activity = FusionInstruments.StartFusion(outcome.Joined);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendAsync(outcome, stoppingToken);
                instruments.Published(outcome.Perception);
                joins.Acknowledge(outcome.Joined);
                return;
            }
#pragma warning disable CA1031 // Whatever the reason, the outcome is not with the broker: what was not acknowledged must not be forgotten.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                PublishFailed(exception, outcome.Joined.Id);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task SendAsync(FusionOutcome outcome, CancellationToken cancellationToken)
    {
        var ticket = outcome.Joined.Ticket;
        if (outcome is not { Perception: { } perception, Fused: { } fused })
        {
            return sender.ReplyAsync(
                ticket.ReplyAddress,
                new ObservationFailed { ObservationId = ticket.ObservationId, Modalities = outcome.Joined.Results(_ => 0) },
                cancellationToken);
        }

        var fusedAndSent = sender.SendAsync(
            new ObservationFused
            {
                ObservationId = ticket.ObservationId,
                TenantId = ticket.TenantId,
                UserId = ticket.UserId,
                SessionId = ticket.SessionId,
                Perception = perception,
                Fused = fused,
                Wish = outcome.Joined.Wish,
                Options = ticket.Options,
                Context = ticket.Context,
                AwaitedMs = outcome.Joined.AwaitedMs(time.GetUtcNow()),
                ReplyAddress = ticket.ReplyAddress,
            },
            cancellationToken);
        return !ticket.TellPerception ? fusedAndSent : Task.WhenAll(fusedAndSent, sender.ReplyAsync(
            ticket.ReplyAddress,
            new ObservationPerceived { ObservationId = ticket.ObservationId, Perception = perception },
            cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of {ObservationId} could not be published and is tried again")]
    private partial void PublishFailed(Exception exception, Guid observationId);
}
