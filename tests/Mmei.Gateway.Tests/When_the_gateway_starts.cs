using System.Net;

namespace Mmei.Gateway.Tests;

public sealed class When_the_gateway_starts
{
    [Fact]
    public async Task Should_be_ready_once_the_platform_has_answered_for_nobody()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var app = await GatewayApp.StartAsync(("Gateway:WarmUp:Seconds", "60"));

        while (await ReadinessAsync(app, cancelled) != HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancelled);
        }

        var ticket = app.Platform.Tickets.ShouldHaveSingleItem();
        ticket.Expected.Count.ShouldBe(3);
        ticket.UserId.ShouldBeNull();
        Mmei.Hosting.Tenancy.TenantContext.IsValid(ticket.TenantId).ShouldBeFalse();
    }

    private static async Task<HttpStatusCode> ReadinessAsync(GatewayApp app, CancellationToken cancellationToken)
    {
        using var answer = await app.Anonymous.GetAsync(new Uri("health/ready", UriKind.Relative), cancellationToken);
        return answer.StatusCode;
    }
}
