using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Hosting.Background;
using Mmei.Messaging;

namespace Mmei.Ranking.Policy;

/// <summary>Asks for the policies of every tenant once this instance can hear the answer.</summary>
internal sealed class PolicyRequest(
    IBusControl bus, IMessageSender sender, InstanceName instance, TimeProvider time, ILogger<PolicyRequest> logger)
    : RecurringService(time, logger)
{
    protected override async Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        await sender.SendAsync(new RequestPolicySnapshot { Requester = instance.Value }, cancellationToken);
        return null;
    }
}
