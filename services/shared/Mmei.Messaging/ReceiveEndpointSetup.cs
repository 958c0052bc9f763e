using MassTransit;

namespace Mmei.Messaging;

/// <summary>An endpoint that is not one consumer with one queue: shards and instance endpoints. Collected when the bus is built.</summary>
internal sealed record ReceiveEndpointSetup(
    Func<IServiceProvider, IEnumerable<string>> Names,
    bool Temporary,
    Action<IReceiveEndpointConfigurator, IRegistrationContext> Configure);
