using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Mmei.Hosting.Tenancy;

namespace Mmei.Hosting.Tests;

public sealed class When_the_tenant_is_forwarded
{
    [Fact]
    public async Task Should_give_it_to_the_endpoint()
    {
        await using var app = await StartAsync();

        (await GetAsync(app, "/", "acme-1")).Text.ShouldBe("acme-1");
        (await GetAsync(app, "/bound", "acme-1")).Text.ShouldBe("acme-1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("-leading")]
    [InlineData("one,two")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Should_refuse_a_request_without_a_proper_one(string? tenant)
    {
        await using var app = await StartAsync();

        var answer = await GetAsync(app, "/", tenant);

        answer.Status.ShouldBe(401);
        answer.String("type").ShouldBe("https://mmei.dev/problems/unauthorized");
    }

    [Fact]
    public async Task Should_let_health_and_metrics_through()
    {
        await using var app = await StartAsync();

        (await app.GetAsync("/health/live")).Status.ShouldBe(200);
        (await app.GetAsync("/health/ready")).Status.ShouldBe(200);
        (await app.GetAsync("/metrics")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_say_that_a_path_is_unknown_rather_than_unauthorized()
    {
        await using var app = await StartAsync();

        (await app.GetAsync("/nowhere")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Should_not_override_what_the_credential_decided()
    {
        await using var app = await HostedApp.StartAsync(map =>
        {
            map.Use((context, next) =>
            {
                context.SetTenant("owner");
                return next(context);
            });
            map.UseForwardedTenant();
            map.MapGet("/", (HttpContext context) => context.GetTenant());
        });

        (await GetAsync(app, "/", "intruder")).Text.ShouldBe("owner");
    }

    [Fact]
    public async Task Should_answer_401_where_an_endpoint_needs_one_and_nothing_set_it()
    {
        await using var app = await HostedApp.StartAsync(map => map.MapGet("/", (HttpContext context) => context.GetTenant()));

        (await app.GetAsync("/")).Status.ShouldBe(401);
    }

    [Fact]
    public void Should_refuse_to_set_a_malformed_one() =>
        Should.Throw<ArgumentException>(() => new DefaultHttpContext().SetTenant("a/b"));

    private static Task<HostedApp> StartAsync() => HostedApp.StartAsync(map =>
    {
        map.UseForwardedTenant();
        map.MapGet("/", (HttpContext context) => context.GetTenant());
        map.MapGet("/bound", (TenantContext tenant) => tenant.Tenant);
    });

    private static Task<Answer> GetAsync(HostedApp app, string path, string? tenant)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tenant is not null)
        {
            request.Headers.TryAddWithoutValidation(TenantContext.HeaderName, tenant);
        }

        return app.SendAsync(request);
    }
}
