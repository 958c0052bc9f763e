using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging;

/// <summary>Subscribes to every queue of commands that this process takes, again and again until it stops.</summary>
internal sealed partial class CommandSubscriber(
    Topology topology, IOptions<BusOptions> options, IEnumerable<CommandLane> lanes, TimeProvider time, ILogger<CommandSubscriber> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Whether every queue is subscribed to.</summary>
    public bool IsSubscribed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SubscribeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or IOException)
            {
                SubscriptionsLost(exception.InnerException?.Message ?? exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs until a subscription is lost or the host stops.</summary>
    private async Task SubscribeAsync(CancellationToken stoppingToken)
    {
        await using var connection = await options.Value.ConnectAsync("mmei-commands", stoppingToken);
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken))
        {
            await channel.DeclareAsync(topology, stoppingToken);
        }

        var sessions = new List<CommandSession>();
        try
        {
            foreach (var lane in lanes)
            {
                sessions.Add(await CommandSession.OpenAsync(connection, lane, time, logger, stoppingToken));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command queues are not subscribed to: {Reason}")]
    private partial void SubscriptionsLost(string reason);
}
