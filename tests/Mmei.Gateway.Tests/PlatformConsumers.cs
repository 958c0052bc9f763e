using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Messaging;

namespace Mmei.Gateway.Tests;

internal static class PlatformConsumers
{
    /// <summary>Listens where encoders and fusion listen.</summary>
    public static void AddPlatformStandIn(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<TicketConsumer>().ExcludeFromConfigureEndpoints();
        bus.AddShardEndpoints(static (endpoint, context) => endpoint.ConfigureConsumer<TicketConsumer>(context));
        bus.AddConsumer<CommandConsumer<EncodeImage>>().Endpoint(endpoint => endpoint.Name = Queues.EncodeImage);
        bus.AddConsumer<CommandConsumer<EncodeAudio>>().Endpoint(endpoint => endpoint.Name = Queues.EncodeAudio);
        bus.AddConsumer<CommandConsumer<EncodeText>>().Endpoint(endpoint => endpoint.Name = Queues.EncodeText);
    }

    private sealed class TicketConsumer(PlatformStandIn platform) : IConsumer<OpenObservation>
    {
        public Task Consume(ConsumeContext<OpenObservation> context) => platform.ArriveAsync(context.Message);
    }

    private sealed class CommandConsumer<TCommand>(PlatformStandIn platform) : IConsumer<TCommand>
        where TCommand : class
    {
        public Task Consume(ConsumeContext<TCommand> context) => platform.ArriveAsync((object)context.Message);
    }
}
