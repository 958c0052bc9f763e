using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Mmei.Testing.Servers;

namespace Mmei.Hosting.Tests;

public sealed class When_there_is_a_management_port : IAsyncLifetime
{
    private readonly int _port = FreePort.Find();
    private HostedApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await HostedApp.StartAsync(
        app => app.MapGet("/hello", () => "hello"), settings: ("Hosting:ManagementPort", $"{_port}"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Should_serve_operators_there(string path) => (await ManageAsync(path)).Status.ShouldBe(200);

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/Metrics/")]
    public async Task Should_not_tell_clients_what_is_measured(string path)
    {
        var answer = await _app.GetAsync(path);

        answer.Status.ShouldBe(404);
        answer.Json.GetProperty("detail").GetString().ShouldBe("This is served on the management port, not on that of clients.");
    }

    [Fact]
    public async Task Should_not_believe_the_host_that_a_client_names()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Host = $"127.0.0.1:{_port}" } };

        (await _app.SendAsync(request)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Should_tell_operators_what_a_service_depends_on_and_clients_whether_it_is_ready()
    {
        (await ManageAsync("/health/ready")).Text.ShouldBe("""{"status":"healthy","checks":{"host":"healthy"}}""");
        (await _app.GetAsync("/health/ready")).Text.ShouldBe("""{"status":"healthy"}""");
    }

    [Theory]
    [InlineData("/hello")]
    [InlineData("/nothing")]
    public async Task Should_serve_nothing_else_there(string path)
    {
        var answer = await ManageAsync(path);

        answer.Status.ShouldBe(404);
        answer.Json.GetProperty("detail").GetString().ShouldBe($"Port {_port} serves health and metrics alone.");
    }

    [Fact]
    public async Task Should_serve_clients_on_their_port() => (await _app.GetAsync("/hello")).Text.ShouldBe("hello");

    [Fact]
    public async Task Should_refuse_the_port_of_clients()
    {
        var start = () => HostedApp.StartAsync(
            settings: [("Hosting:ManagementPort", $"{_port}"), ("urls", $"http://127.0.0.1:{_port}")]);

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldStartWith(
            $"Hosting:ManagementPort must not be {_port}, the port of http://127.0.0.1:{_port}");
    }

    private Task<Answer> ManageAsync(string path) =>
        _app.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{_port}{path}")));
}
