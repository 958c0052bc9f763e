using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Messaging;

namespace Mmei.Benchmarks.Encoders;

/// <summary>The services and servers that are measured. All run all the time; only one has work at a time.</summary>
internal sealed class Contestants : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = new();

    private Contestants()
    {
    }

    /// <summary>The service over the bus within this process.</summary>
    public required EncoderService Memory { get; init; }

    /// <summary>The service over RabbitMQ; load and service are this process, the broker is its own.</summary>
    public required EncoderService RabbitMq { get; init; }

    /// <summary>The service over its in-memory bus behind HTTP, a process of its own.</summary>
    public required HttpTarget Http { get; init; }

    /// <summary>The Node peer.</summary>
    public required HttpTarget Node { get; init; }

    /// <summary>The process behind <see cref="Http"/>.</summary>
    public required ChildServer HttpProcess { get; init; }

    /// <summary>The process behind <see cref="Node"/>.</summary>
    public required ChildServer NodeProcess { get; init; }

    public static async Task<Contestants> StartAsync(EncodersSettings settings)
    {
        var stack = new Stack<IAsyncDisposable>();
        var memory = await HostAsync(stack, []);
        var rabbitMq = await HostAsync(stack, new()
        {
            ["Bus:Transport"] = nameof(BusTransport.RabbitMq),
            ["Bus:QueueType"] = nameof(QueueType.Classic),
            ["Bus:Host"] = "127.0.0.1",
            ["Bus:Port"] = $"{settings.RabbitMqPort}",
        });
        var http = await ChildServer.StartAsync("dotnet", Assembly.GetExecutingAssembly().Location, "serve-encoders");
        stack.Push(http);
        var node = await ChildServer.StartAsync("node", Path.Combine(settings.Peer, "server.mjs"), settings.Artifacts);
        stack.Push(node);
        var contestants = new Contestants
        {
            Memory = memory,
            RabbitMq = rabbitMq,
            Http = new HttpTarget(http.Address),
            Node = new HttpTarget(node.Address),
            HttpProcess = http,
            NodeProcess = node,
        };
        foreach (var running in stack.Reverse())
        {
            contestants._running.Push(running);
        }

        return contestants;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Node.Dispose();
        while (_running.TryPop(out var running))
        {
            await running.DisposeAsync();
        }
    }

    private static async Task<EncoderService> HostAsync(Stack<IAsyncDisposable> running, Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        EncoderService.Add(builder);
        var host = builder.Build();
        running.Push(new RunningHost(host));
        await host.StartAsync();
        return host.Services.GetRequiredService<EncoderService>();
    }

    private sealed class RunningHost(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
