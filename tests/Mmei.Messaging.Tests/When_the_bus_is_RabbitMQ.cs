using Mmei.Testing.Servers;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]

namespace Mmei.Messaging.Tests;

/// <summary>RabbitMQ as this machine has it installed.</summary>
public sealed class When_the_bus_is_RabbitMQ(RabbitMqServer broker) : RabbitMqConformance
{
    private protected override Task<Dictionary<string, string?>> SettingsAsync() => broker.CreateVirtualHostAsync();
}
