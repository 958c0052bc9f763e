using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Messaging;

namespace Mmei.Feedback.Control;

/// <summary>
/// Puts a policy in force that ranking has found good enough: for an operator, where told again changes nothing but the version, or by a
/// rule, as long as that holds.
/// </summary>
internal sealed partial class PromotePolicyConsumer(
    IPolicyControl control, SnapshotBroadcaster broadcaster, ILogger<PromotePolicyConsumer> logger) : IConsumer<PromotePolicy>
{
    public async Task Consume(ConsumeContext<PromotePolicy> context)
    {
        var promotion = context.Message;
        var exploration = new Exploration(promotion.Policy, promotion.Exploration);
        if (promotion.Rule is not { } rule)
        {
            await control.ExploreAsync(promotion.TenantId, exploration, rule: null, promotion.At, context.CancellationToken);
        }
        else if (!await control.TakeOverAsync(promotion.TenantId, exploration, rule, promotion.At, context.CancellationToken))
        {
            Outdated(promotion.TenantId, rule);
        }

        broadcaster.Wake();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The rule of a take-over of {Tenant}, version {Rule}, does not hold any more")]
    private partial void Outdated(string tenant, long rule);
}

internal sealed class PromotePolicyConsumerDefinition : ConsumerDefinition<PromotePolicyConsumer>
{
    public PromotePolicyConsumerDefinition() => EndpointName = Queues.Feedback;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<PromotePolicyConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
