using Mmei.Testing.Servers;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]

namespace Mmei.Messaging.Tests;

public sealed class When_the_bus_is_RabbitMQ(RabbitMqServer server) : BusConformance
{
    protected override IReadOnlyDictionary<string, string?> Settings => server.Settings;
}
