using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;

namespace Mmei.Messaging;

/// <summary>
/// Counts what was put aside. The broker does some of it by itself, after too many deliveries, so no consumer can know the number.
/// </summary>
internal sealed class DeadLetterWatch(Topology topology, IOptions<BusOptions> options, TimeProvider time, ILogger<DeadLetterWatch> logger)
    : RecurringService(time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await options.Value.ConnectAsync("mmei-dead-letters", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.DeclareAsync(topology, cancellationToken);
        while (true)
        {
            MessagingInstruments.PutAside(await channel.MessageCountAsync(Queues.DeadLetter, cancellationToken));
            await Task.Delay(Interval, Time, cancellationToken);
        }
    }

    protected override bool IsOutage(Exception exception) => BrokerOutage.Is(exception);
}
