namespace Mmei.Gateway.Tests.Access;

/// <summary>A gateway with one key for each scope, called like it, and one for two of them; and tokens.</summary>
public sealed class ScopedKeys : IAsyncLifetime
{
    public const string ObserveAndFeedback = "observe and feedback";

    public static readonly string[] Names = ["observe", "feedback", "catalog", "admin"];

    public TokenIssuer Issuer { get; private set; } = null!;

    public GatewayApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        App = await GatewayApp.StartAsync(
        [
            .. Issuer.Settings,
            .. Names.SelectMany((name, place) => Key(place + 2, name, name)),
            .. Key(Names.Length + 2, ObserveAndFeedback, "observe", "feedback"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private static (string, string)[] Key(int place, string key, params string[] scopes) =>
    [
        ($"Auth:ApiKeys:{place}:Tenant", GatewayApp.Tenant),
        ($"Auth:ApiKeys:{place}:Sha256", GatewayApp.Sha256Of(key)),
        .. scopes.Select((scope, index) => ($"Auth:ApiKeys:{place}:Scopes:{index}", scope)),
    ];
}
