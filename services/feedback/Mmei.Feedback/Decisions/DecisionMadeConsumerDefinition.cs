using MassTransit;
using Mmei.Messaging;

namespace Mmei.Feedback.Decisions;

internal sealed class DecisionMadeConsumerDefinition : ConsumerDefinition<DecisionMadeConsumer>
{
    /// <summary>As many as the database writes in parallel.</summary>
    private const int Concurrency = 16;

    public DecisionMadeConsumerDefinition() => EndpointName = Queues.Feedback;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DecisionMadeConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = 4 * Concurrency;
        endpointConfigurator.ConfigureConsumeTopology = false;
        consumerConfigurator.UseConcurrentMessageLimit(Concurrency);
    }
}
