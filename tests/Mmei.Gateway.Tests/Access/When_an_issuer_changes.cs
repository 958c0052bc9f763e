namespace Mmei.Gateway.Tests.Access;

public sealed class When_an_issuer_changes : IAsyncLifetime
{
    private TokenIssuer _issuer = null!;
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TokenIssuer.StartAsync();
        _app = await GatewayApp.StartAsync(_issuer.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Should_follow_its_issuer_to_a_new_key()
    {
        var old = _issuer.Token();
        (await _app.ObserveWithTokenAsync(old)).Status.ShouldBe(200);
        _issuer.Rotate();

        // The first of the new ones makes the gateway ask for the keys again, a second after the last time at the earliest.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await _app.ObserveWithTokenAsync(_issuer.Token())).Status != 200)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }

        (await _app.ObserveWithTokenAsync(old)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Should_ask_to_come_back_while_the_issuers_keys_cannot_be_had()
    {
        var token = _issuer.Token();
        await _issuer.DisposeAsync();

        var answer = await _app.ObserveWithTokenAsync(token);

        (answer.Status, answer.ProblemType).ShouldBe((503, "unavailable"));
        answer.RetryAfter.ShouldNotBeNull();
    }
}
