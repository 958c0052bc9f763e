using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Ranking.Policy;

/// <summary>Asks for the policies of every tenant once this instance can hear the answer.</summary>
internal sealed partial class PolicyRequest(
    IBusControl bus, IMessageSender sender, InstanceName instance, TimeProvider time, ILogger<PolicyRequest> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
                await sender.SendAsync(new RequestPolicySnapshot { Requester = instance.Value }, stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                AskingFailed(exception);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Asking for the policies failed and will be tried again")]
    private partial void AskingFailed(Exception exception);
}
