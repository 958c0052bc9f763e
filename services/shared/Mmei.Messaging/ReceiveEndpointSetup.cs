using MassTransit;

namespace Mmei.Messaging;

/// <summary>An endpoint of this instance alone. Collected when the bus is built.</summary>
internal sealed record ReceiveEndpointSetup(
    Func<IServiceProvider, IEnumerable<string>> Names,
    Action<IReceiveEndpointConfigurator, IRegistrationContext> Configure);
