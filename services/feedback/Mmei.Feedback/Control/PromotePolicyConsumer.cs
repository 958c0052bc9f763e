using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Messaging;

namespace Mmei.Feedback.Control;

/// <summary>Puts a policy in force that ranking has found good enough. Told again, it changes nothing but the version.</summary>
internal sealed class PromotePolicyConsumer(IPolicyControl control, SnapshotBroadcaster broadcaster) : IConsumer<PromotePolicy>
{
    public async Task Consume(ConsumeContext<PromotePolicy> context)
    {
        var promotion = context.Message;
        await control.ExploreAsync(
            promotion.TenantId, new Exploration(promotion.Policy, promotion.Exploration), promotion.At, context.CancellationToken);
        broadcaster.Wake();
    }
}

internal sealed class PromotePolicyConsumerDefinition : ConsumerDefinition<PromotePolicyConsumer>
{
    public PromotePolicyConsumerDefinition() => EndpointName = Queues.Feedback;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<PromotePolicyConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
