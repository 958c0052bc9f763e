using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Messaging.Commands;
using Mmei.Messaging.Shards;

namespace Mmei.Gateway.Tests;

internal static class PlatformConsumers
{
    /// <summary>Listens where encoders and fusion listen.</summary>
    public static void AddPlatformStandIn(this IBusRegistrationConfigurator bus)
    {
        bus.AddSingleton<TicketHandler>();
        bus.AddShardHandler<TicketHandler>(_ => 100);
        bus.AddCommandHandler<EncodeImage, CommandHandler<EncodeImage>>(_ => 100);
        bus.AddCommandHandler<EncodeAudio, CommandHandler<EncodeAudio>>(_ => 100);
        bus.AddCommandHandler<EncodeText, CommandHandler<EncodeText>>(_ => 100);
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

    private sealed class CommandHandler<TCommand>(PlatformStandIn platform) : ICommandHandler<TCommand>
        where TCommand : class, IBudgeted
    {
        public Task HandleAsync(TCommand command, TimeSpan budget, CancellationToken cancellationToken) => platform.ArriveAsync((object)command);
    }
}
