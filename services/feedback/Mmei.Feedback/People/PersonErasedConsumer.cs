using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Feedback.People;

/// <summary>Takes down that ranking has erased a person, for the receipt.</summary>
internal sealed class PersonErasedConsumer(IErasures erasures) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => erasures.ConfirmAsync(
        context.Message.TenantId, context.Message.ErasureId, context.Message.Tastes, context.CancellationToken);
}

internal sealed class PersonErasedConsumerDefinition : ConsumerDefinition<PersonErasedConsumer>
{
    public PersonErasedConsumerDefinition() => EndpointName = Queues.Feedback;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<PersonErasedConsumer> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.ConfigureConsumeTopology = false;
}
