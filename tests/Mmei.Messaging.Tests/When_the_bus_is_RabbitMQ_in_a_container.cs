namespace Mmei.Messaging.Tests;

/// <summary>
/// The RabbitMQ of the containers that the platform is deployed beside. Skipped, with the reason, where no container engine answers.
/// </summary>
public sealed class When_the_bus_is_RabbitMQ_in_a_container(RabbitMqInContainer broker) : RabbitMqConformance,
IClassFixture<RabbitMqInContainer>
{
    private protected override Task<Dictionary<string, string?>> SettingsAsync() => broker.CreateVirtualHostAsync();
}
