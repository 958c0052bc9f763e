using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Messaging.Subscriptions;
using RabbitMQ.Client;

namespace Mmei.Messaging.Commands;

/// <summary>Subscribes to every queue of commands that this process takes.</summary>
internal sealed class CommandSubscriber(
    Topology topology, IOptions<BusOptions> options, IEnumerable<CommandLane> lanes, TimeProvider time, ILogger<CommandSubscriber> logger)
    : QueueSubscriber("commands", topology, options, time, logger)
{
    protected override async Task SubscribeAsync(IConnection connection, CancellationToken stoppingToken)
    {
        var sessions = new List<CommandSession>();
        try
        {
            foreach (var lane in lanes)
            {
                sessions.Add(await CommandSession.OpenAsync(connection, lane, Time, logger, stoppingToken));
            }

            IsSubscribed = true;
            await Task.WhenAny(sessions.Select(session => session.Lost)).WaitAsync(stoppingToken);
        }
        finally
        {
            IsSubscribed = false;
            await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
        }
    }
}
