using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.People;

/// <summary>Erases a person's taste and what led to their decisions, and says so.</summary>
internal sealed class ErasePersonConsumer(Tastes tastes, IDecisionStore decisions, IMessageSender sender) : IConsumer<ErasePerson>
{
    public async Task Consume(ConsumeContext<ErasePerson> context)
    {
        var person = context.Message;
        var erased = await tastes.EraseAsync(person.TenantId, person.UserId, person.At, context.CancellationToken);
        await decisions.EraseAsync(person.TenantId, person.UserId, context.CancellationToken);
        await sender.SendAsync(
            new PersonErased { TenantId = person.TenantId, ErasureId = person.ErasureId, Tastes = erased }, context.CancellationToken);
    }
}

internal sealed class ErasePersonConsumerDefinition : ConsumerDefinition<ErasePersonConsumer>
{
    public ErasePersonConsumerDefinition() => EndpointName = Queues.Rewards;
}
