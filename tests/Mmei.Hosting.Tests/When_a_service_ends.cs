using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mmei.Hosting.Tests;

public sealed class When_a_service_ends
{
    [Fact]
    public async Task Should_end_well_when_it_was_asked_to() =>
        (await RunAsync(app => app.Lifetime.ApplicationStarted.Register(app.Lifetime.StopApplication))).ShouldBe(0);

    [Fact]
    public async Task Should_not_end_well_when_a_part_of_it_failed() =>
        (await RunAsync(configure: builder => builder.Services.AddHostedService<FailingPart>())).ShouldBe(1);

    [Fact]
    public async Task Should_not_end_well_when_it_could_not_be_built() =>
        (await RunAsync(configure: _ => throw new InvalidDataException("nonsense.json cannot be read."))).ShouldBe(1);

    [Fact]
    public async Task Should_stop_what_was_started_before_the_part_that_could_not_start()
    {
        var before = new RunningPart();

        var code = await RunAsync(configure: builder =>
        {
            builder.Services.AddSingleton<IHostedService>(before);
            builder.WebHost.UseUrls("nonsense");
        });

        code.ShouldBe(1);
        before.Stopped.ShouldBeTrue();
    }

    private static Task<int> RunAsync(
        Action<WebApplication>? map = null, Action<WebApplicationBuilder>? configure = null) => ServiceHost.RunAsync(
        [],
        builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            configure?.Invoke(builder);
        },
        map);

    private sealed class RunningPart : IHostedService
    {
        public bool Stopped { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stopped = true;
            return Task.CompletedTask;
        }
    }

    private sealed class FailingPart : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("It broke.");
        }
    }
}
