using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Gateway.Observe;

/// <summary>Sends an observation on its way: the ticket to its fusion shard, each modality to its encoder.</summary>
internal sealed class ObservationDispatcher(IMessageSender sender, Topology topology, InstanceName instance)
{
    /// <summary>The kind of this service's instance endpoint, where answers arrive.</summary>
    public const string ReplyEndpoint = "mmei.gateway";

    /// <summary>Completes when the broker has confirmed everything; all is sent at once, not one confirm after the other.</summary>
    public Task SendAsync(Observation observation, CancellationToken cancellationToken)
    {
        var shard = ShardOf(observation);
        return Task.WhenAll(
        [
            sender.SendToShardAsync(shard, Ticket(observation), cancellationToken),
            .. Encodes(observation, shard, cancellationToken),
        ]);
    }

    /// <summary>The observations of a session meet in one replica of fusion, which remembers them.</summary>
    private int ShardOf(Observation observation) => observation.SessionId is { } session
        ? topology.ShardOf(observation.Tenant, session)
        : topology.ShardOf(observation.Id);

    private OpenObservation Ticket(Observation observation) => new()
    {
        ObservationId = observation.Id,
        TenantId = observation.Tenant,
        UserId = observation.UserId,
        SessionId = observation.SessionId,
        BudgetMs = observation.BudgetMs,
        AwaitedMs = observation.AwaitedMs,
        Expected = observation.Modalities.Expected,
        Settled = observation.Modalities.Settled,
        TellPerception = observation.TellPerception,
        Options = observation.Options,
        Context = observation.Context,
        ReplyAddress = instance.AddressOf(ReplyEndpoint),
    };

    private IEnumerable<Task> Encodes(Observation observation, int shard, CancellationToken cancellationToken)
    {
        if (observation.Modalities.Image is { } image)
        {
            yield return sender.SendAsync(
                new EncodeImage
                {
                    ObservationId = observation.Id,
                    TenantId = observation.Tenant,
                    Shard = shard,
                    BudgetMs = observation.BudgetMs,
                    Media = image,
                },
                cancellationToken);
        }

        if (observation.Modalities.Audio is { } audio)
        {
            yield return sender.SendAsync(
                new EncodeAudio
                {
                    ObservationId = observation.Id,
                    TenantId = observation.Tenant,
                    Shard = shard,
                    BudgetMs = observation.BudgetMs,
                    Media = audio,
                },
                cancellationToken);
        }

        if (observation.Modalities.Text is { } text)
        {
            yield return sender.SendAsync(
                new EncodeText
                {
                    ObservationId = observation.Id,
                    TenantId = observation.Tenant,
                    Shard = shard,
                    BudgetMs = observation.BudgetMs,
                    Text = text,
                },
                cancellationToken);
        }
    }
}
