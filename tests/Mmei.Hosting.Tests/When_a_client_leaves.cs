using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mmei.Hosting.Tests;

/// <summary>What a client does to its own request is no error of ours.</summary>
public sealed class When_a_client_leaves
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_log_no_error_of_a_cut_upload(bool reset)
    {
        var watch = new Watch();
        await using var app = await HostedApp.StartAsync(
            map => map.MapPost("/upload", async (HttpContext http) =>
            {
                watch.Reading.SetResult();
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
            }),
            builder => builder.Services.AddSingleton<IStartupFilter>(watch));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
            client.LingerState = new LingerOption(enable: reset, seconds: 0);
            await client.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf"), TestContext.Current.CancellationToken);
            await watch.Reading.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await watch.Done.Task.WaitAsync(TestContext.Current.CancellationToken);

        app.Logs.Entries.ShouldNotContain(entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Should_name_the_endpoint_of_a_failure_that_nobody_foresaw()
    {
        await using var app = await HostedApp.StartAsync(
            map => map.MapGet("/things/{id}", IResult (string id) => throw new InvalidOperationException(id)));

        await app.GetAsync("/things/secret");

        var entry = app.Logs.Entries.Single(logged => logged.Level == LogLevel.Error);
        entry.Text.ShouldContain("GET /things/{id}");
        entry.Text.ShouldNotContain("(null)");
        entry.Text.ShouldNotContain("secret");
    }

    /// <summary>Stands outside of everything, and so knows when a request is over.</summary>
    private sealed class Watch : IStartupFilter
    {
        public TaskCompletionSource Reading { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext _, RequestDelegate rest) =>
            {
                try
                {
                    await rest(_);
                }
                finally
                {
                    Done.TrySetResult();
                }
            });
            next(app);
        };
    }
}
