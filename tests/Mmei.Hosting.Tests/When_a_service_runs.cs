using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Health;
using Mmei.Hosting.Json;

namespace Mmei.Hosting.Tests;

public sealed class When_a_service_runs
{
    [Fact]
    public async Task Should_be_alive_and_ready()
    {
        await using var app = await HostedApp.StartAsync();

        (await app.GetAsync("/health/live")).Text.ShouldBe("""{"status":"healthy"}""");
        (await app.GetAsync("/health/ready")).Text.ShouldBe("""{"status":"healthy","checks":{"host":"healthy"}}""");
    }

    [Fact]
    public async Task Should_stay_alive_but_not_ready_while_a_dependency_is_away()
    {
        await using var app = await HostedApp.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("store", () => throw new InvalidOperationException("host=db;password=p"), [HealthEndpoints.ReadyTag]));

        (await app.GetAsync("/health/live")).Status.ShouldBe(200);
        var ready = await app.GetAsync("/health/ready");
        ready.Status.ShouldBe(503);
        ready.Json.GetProperty("checks").GetProperty("store").GetString().ShouldBe("unhealthy");
        ready.Text.ShouldNotContain("password");
    }

    [Fact]
    public async Task Should_log_a_check_when_it_changes_and_not_at_each_probe()
    {
        var result = HealthCheckResult.Healthy();
        await using var app = await HostedApp.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("store", () => result, [HealthEndpoints.ReadyTag]));
        await app.GetAsync("/health/ready");
        result = HealthCheckResult.Unhealthy("is away");
        await app.GetAsync("/health/ready");
        await app.GetAsync("/health/ready");
        result = HealthCheckResult.Healthy();
        await app.GetAsync("/health/ready");

        app.Logs.Entries.ShouldNotContain(entry => entry.Level >= LogLevel.Error);
        app.Logs.Entries.Where(entry => entry.Text.StartsWith("Health check store", StringComparison.Ordinal))
            .Select(entry => (entry.Level, entry.Text)).ShouldBe(
            [
                (LogLevel.Warning, "Health check store is Unhealthy: is away"),
                (LogLevel.Information, "Health check store is healthy again"),
            ]);
    }

    [Fact]
    public async Task Should_not_let_other_checks_decide_readiness()
    {
        await using var app = await HostedApp.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("cache", () => HealthCheckResult.Unhealthy()));

        (await app.GetAsync("/health/ready")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_not_be_ready_while_stopping()
    {
        await using var app = await HostedApp.StartAsync();
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        var health = app.Services.GetRequiredService<HealthCheckService>();
        HealthStatus? whileStopping = null;
        lifetime.ApplicationStopping.Register(() => whileStopping = health.CheckHealthAsync().GetAwaiter().GetResult().Status);

        await app.StopAsync();

        whileStopping.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Should_serve_metrics()
    {
        await using var app = await HostedApp.StartAsync();

        var answer = await app.GetAsync("/metrics");

        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("text/plain");
    }

    [Fact]
    public async Task Should_not_tell_which_server_it_is()
    {
        await using var app = await HostedApp.StartAsync();

        (await app.GetAsync("/health/live")).Headers.ShouldNotContainKey("Server");
    }

    [Fact]
    public async Task Should_write_camel_case_json_without_nulls()
    {
        await using var app = await HostedApp.StartAsync(map =>
            map.MapGet("/", () => new { SomeName = DayOfWeek.Monday, Nothing = (string?)null }));

        (await app.GetAsync("/")).Text.ShouldBe("""{"someName":"monday"}""");
    }

    [Fact]
    public async Task Should_take_the_shutdown_timeout_from_the_settings()
    {
        await using var app = await HostedApp.StartAsync(settings: ("Hosting:ShutdownTimeoutSeconds", "7"));

        app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Should_offer_the_system_clock()
    {
        await using var app = await HostedApp.StartAsync();

        app.Services.GetRequiredService<TimeProvider>().ShouldBeSameAs(TimeProvider.System);
    }

    [Fact]
    public async Task Should_accept_the_defaults_twice()
    {
        await using var app = await HostedApp.StartAsync(configure: builder => builder.AddServiceDefaults());

        (await app.GetAsync("/health/ready")).Status.ShouldBe(200);
    }

    [Fact]
    public void Should_share_its_json_conventions()
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(new { When = DayOfWeek.Friday }, JsonDefaults.Options);

        JsonNode.DeepEquals(json, JsonNode.Parse("""{"when":"friday"}""")).ShouldBeTrue();
    }
}
