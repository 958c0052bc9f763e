using MassTransit;
using Mmei.Hosting.Failures;
using Mmei.Messaging;

namespace Mmei.Feedback.Decisions;

internal sealed class DecisionMadeConsumerDefinition : ConsumerDefinition<DecisionMadeConsumer>
{
    // As many as the database writes in parallel; one that waits for the database is not acknowledged, so nothing is lost meanwhile.
    private const int Concurrency = 16;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    public DecisionMadeConsumerDefinition() => EndpointName = Queues.Feedback;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DecisionMadeConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = 4 * Concurrency;
        endpointConfigurator.ConfigureConsumeTopology = false;
        consumerConfigurator.UseConcurrentMessageLimit(Concurrency);
        consumerConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<UnavailableFailure>();
            retry.Incremental(int.MaxValue, RetryInterval, TimeSpan.Zero);
        });
    }
}
