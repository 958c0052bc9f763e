using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging;

/// <summary>
/// Declares every queue before this service sends anything, so that a message for a service that has not started yet waits for it
/// instead of being dropped as unroutable. Declaring again changes nothing.
/// </summary>
internal sealed partial class TopologyDeployer(
    Topology topology,
    IOptions<BusOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<TopologyDeployer> logger) : IBusObserver
{
    public Task PreStart(IBus bus) => EndlessRetry
        .Create(
            time,
            static exception => BrokerOutage.Is(exception) && !IsContradiction(exception),
            exception => BrokerUnreachable(exception.GetBaseException().Message))
        .ExecuteAsync(async token => await DeclareAsync(token), lifetime.ApplicationStopping)
        .AsTask();

    public void PostCreate(IBus bus)
    {
    }

    public void CreateFaulted(Exception exception)
    {
    }

    public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    /// <summary>A queue that exists with other arguments stays so, however often it is declared.</summary>
    private static bool IsContradiction(Exception exception) =>
        exception is OperationInterruptedException { ShutdownReason.ReplyCode: Constants.PreconditionFailed };

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await options.Value.ConnectAsync("mmei-topology", cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.DeclareAsync(topology, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message broker cannot be reached yet: {Reason}")]
    private partial void BrokerUnreachable(string reason);
}
