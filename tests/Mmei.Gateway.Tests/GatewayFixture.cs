namespace Mmei.Gateway.Tests;

/// <summary>One gateway with the default settings for all tests of a class; they run one after the other.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    public GatewayApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await GatewayApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
