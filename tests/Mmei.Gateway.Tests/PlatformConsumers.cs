using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;
using Mmei.Messaging.InMemory;

namespace Mmei.Gateway.Tests;

internal static class PlatformConsumers
{
    /// <summary>Listens where encoders and fusion listen.</summary>
    public static void AddPlatformStandIn(this IBusRegistrationConfigurator bus)
    {
        bus.AddSingleton<ILocalShards, Tickets>();
        bus.AddSingleton(typeof(ILocalReceiver<>), typeof(Commands<>));
    }

    private sealed class Tickets(PlatformStandIn platform) : ILocalShards
    {
        public void Receive(int shard, IPartOfObservation message) => platform.ArriveAsync((OpenObservation)message);
    }

    private sealed class Commands<TCommand>(PlatformStandIn platform) : ILocalReceiver<TCommand>
        where TCommand : class
    {
        public void Receive(TCommand message) => Task.Run(() => platform.ArriveAsync((object)message));
    }
}
