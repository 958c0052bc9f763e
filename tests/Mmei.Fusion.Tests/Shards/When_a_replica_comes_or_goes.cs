using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Shards;
using Mmei.Messaging;
using Mmei.Testing.Servers;

namespace Mmei.Fusion.Tests.Shards;

/// <summary>Two hosts of one handler over a real broker: who takes which shard.</summary>
public sealed class When_a_replica_comes_or_goes(RabbitMqServer broker) : IClassFixture<RabbitMqServer>, IAsyncLifetime
{
    private const int Shards = 4;
    private Dictionary<string, string?> _settings = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _settings = await broker.CreateVirtualHostAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Should_share_the_shards_evenly_and_take_over_those_of_one_that_leaves()
    {
        using var first = await StartAsync();
        await UntilOwnedAsync(first, (first, Shards));

        using (var second = await StartAsync())
        {
            await UntilOwnedAsync(first, (first, Shards / 2), (second, Shards / 2));
            await second.StopAsync(Cancelled);
        }

        await UntilOwnedAsync(first, (first, Shards));
    }

    [Fact]
    public async Task Should_hand_over_what_is_not_decided_without_losing_it()
    {
        using var first = await StartAsync();
        var owner = first.Services.GetRequiredService<Owner>();
        owner.Acknowledges = false;
        var sender = first.Services.GetRequiredService<IMessageSender>();
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(ids.Select((id, i) => sender.SendToShardAsync(i % Shards, Probe(id), Cancelled)));
        await UntilAsync(() => ids.TrueForAll(owner.Taken.ContainsKey));

        using var second = await StartAsync();
        var successor = second.Services.GetRequiredService<Owner>();

        // The second takes half of the shards, and with them what the first has not acknowledged.
        await UntilAsync(() => ids.Count(successor.Taken.ContainsKey) == ids.Count / 2);
        await first.StopAsync(Cancelled);
        await UntilAsync(() => ids.TrueForAll(successor.Taken.ContainsKey));
        await second.StopAsync(Cancelled);
    }

    /// <summary>Sends to every shard again and again until each replica takes as many as it should.</summary>
    private static Task UntilOwnedAsync(IHost sending, params (IHost Replica, int Shards)[] expected)
    {
        var sender = sending.Services.GetRequiredService<IMessageSender>();
        return UntilAsync(async () =>
        {
            var ids = Enumerable.Range(0, Shards).Select(_ => Guid.NewGuid()).ToList();
            await Task.WhenAll(ids.Select((id, shard) => sender.SendToShardAsync(shard, Probe(id), Cancelled)));
            await UntilAsync(() => ids
                .TrueForAll(id => expected.Any(entry => entry.Replica.Services.GetRequiredService<Owner>().Taken.ContainsKey(id))));
            return expected.All(entry => ids.Count(entry.Replica.Services.GetRequiredService<Owner>().Taken.ContainsKey) == entry.Shards);
        });
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
        }
    }

    private static ModalityRejected Probe(Guid id) =>
        new() { ObservationId = id, TenantId = "t", Modality = Modality.Image, Code = RejectionCode.Empty, Reason = "r" };

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Configuration["Fusion:Shards"] = $"{Shards}";
        builder.Services.AddSingleton<Owner>();
        builder.AddMessaging(bus => bus.AddShardHandler<Owner>(_ => 100));
        var host = builder.Build();
        await host.StartAsync(Cancelled);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancelled);
        return host;
    }

    private sealed class Owner : IShardHandler
    {
        public ConcurrentDictionary<Guid, int> Taken { get; } = new();

        public bool Acknowledges { get; set; } = true;

        public void Handle(int shard, IPartOfObservation message, IShardDelivery delivery)
        {
            Taken[message.ObservationId] = shard;
            if (Acknowledges)
            {
                delivery.Acknowledge();
            }
        }

        public Task AbandonAsync(int shard) => Task.CompletedTask;
    }
}
