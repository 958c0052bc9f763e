using MassTransit;
using Mmei.Messaging;

namespace Mmei.Feedback.Policies;

internal sealed class RequestPolicySnapshotConsumerDefinition : ConsumerDefinition<RequestPolicySnapshotConsumer>
{
    public RequestPolicySnapshotConsumerDefinition() => EndpointName = Queues.Feedback;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<RequestPolicySnapshotConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
