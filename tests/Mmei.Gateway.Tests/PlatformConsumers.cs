using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Gateway.Tests;

internal static class PlatformConsumers
{
    /// <summary>Listens where encoders and fusion listen.</summary>
    public static void AddPlatformStandIn(this IBusRegistrationConfigurator bus)
    {
        bus.AddSingleton<TicketHandler>();
        bus.AddShardHandler<TicketHandler>(_ => 100);
        bus.AddConsumer<CommandConsumer<EncodeImage>>().Endpoint(endpoint => endpoint.Name = Queues.EncodeImage);
        bus.AddConsumer<CommandConsumer<EncodeAudio>>().Endpoint(endpoint => endpoint.Name = Queues.EncodeAudio);
        bus.AddConsumer<CommandConsumer<EncodeText>>().Endpoint(endpoint => endpoint.Name = Queues.EncodeText);
    }

    private sealed class TicketHandler(PlatformStandIn platform) : IShardHandler
    {
        public void Handle(int shard, IPartOfObservation message, IShardDelivery delivery) => _ = ArriveAsync((OpenObservation)message, delivery);

        public Task AbandonAsync(int shard) => Task.CompletedTask;

        private async Task ArriveAsync(OpenObservation ticket, IShardDelivery delivery)
        {
            await platform.ArriveAsync(ticket);
            delivery.Acknowledge();
        }
    }

    private sealed class CommandConsumer<TCommand>(PlatformStandIn platform) : IConsumer<TCommand>
        where TCommand : class
    {
        public Task Consume(ConsumeContext<TCommand> context) => platform.ArriveAsync((object)context.Message);
    }
}
