namespace Mmei.Gateway.Tests.Access;

/// <summary>An issuer and a gateway that takes its tokens, for all tests of a class.</summary>
public sealed class TokenFixture : IAsyncLifetime
{
    public TokenIssuer Issuer { get; private set; } = null!;

    public GatewayApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        App = await GatewayApp.StartAsync(Issuer.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
