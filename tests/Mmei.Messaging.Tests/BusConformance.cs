using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Fusion.Shards;
using Mmei.Hosting.Failures;

namespace Mmei.Messaging.Tests;

/// <summary>What every transport must do.</summary>
public abstract class BusConformance : IAsyncLifetime
{
    private const string ReplyKind = "mmei.test-reply";

    private static readonly Guid OfShard2 = Guid.Parse("01930000-0000-7000-8000-000000000001");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What points a host at the bus.</summary>
    private protected IReadOnlyDictionary<string, string?> Settings { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Settings = await SettingsAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Should_deliver_a_command_to_the_queue_that_takes_it()
    {
        using var host = await StartAsync();

        await host.Sender.SendAsync(
            new EncodeText { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 60_000, Text = "tränen 😢" }, Cancelled);

        (await host.ReceiveAsync<EncodeText>()).Text.ShouldBe("tränen 😢");
    }

    [Fact]
    public async Task Should_deliver_to_the_shard_it_is_sent_to()
    {
        using var host = await StartAsync();

        await host.Sender.SendToShardAsync(
            2, new ModalityRejected
            {
                ObservationId = OfShard2,
                TenantId = "t",
                Modality = Modality.Image,
                Code = RejectionCode.Empty,
                Reason = "r",
            }, Cancelled);

        var (address, message) = await host.ReceiveWithAddressAsync<ModalityRejected>();
        message.Code.ShouldBe(RejectionCode.Empty);
        address.ShouldBe(Queues.FusionShard(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Should_take_the_sender_at_its_word_for_the_shard(int shard)
    {
        using var host = await StartAsync();

        await host.Sender.SendToShardAsync(
            shard, new ModalityRejected
            {
                ObservationId = OfShard2,
                TenantId = "t",
                Modality = Modality.Image,
                Code = RejectionCode.Empty,
                Reason = "r",
            }, Cancelled);

        (await host.ReceiveWithAddressAsync<ModalityRejected>()).Address.ShouldBe(Queues.FusionShard(shard));
    }

    [Fact]
    public async Task Should_reply_to_the_instance_that_asked()
    {
        using var host = await StartAsync();
        var address = host.Services.GetRequiredService<InstanceName>().AddressOf(ReplyKind);

        await host.Sender.ReplyAsync(address, new ObservationFailed { ObservationId = Guid.Empty, Modalities = [] }, Cancelled);

        (await host.ReceiveAsync<ObservationFailed>()).Modalities.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_broadcast_to_instances()
    {
        using var host = await StartAsync();

        await host.Sender.BroadcastAsync(
            new PolicySnapshot
            {
                TenantId = "t",
                Name = "lin-ts",
                Version = 7,
                FeatureVersion = 1,
                State = [1, 2, 255],
                CreatedAt = DateTimeOffset.UnixEpoch,
            }, Cancelled);

        var snapshot = await host.ReceiveAsync<PolicySnapshot>();
        snapshot.Version.ShouldBe(7);
        snapshot.State.ShouldBe([1, 2, 255]);
    }

    [Fact]
    public async Task Should_keep_a_message_for_a_consumer_that_failed_once()
    {
        using var host = await StartAsync();
        host.Services.GetRequiredService<Inbox>().Failures = 1;

        await host.Sender.SendAsync(Reward("again"), Cancelled);

        (await host.ReceiveAsync<RewardAssigned>()).ItemId.ShouldBe("again");
    }

    [Fact]
    public async Task Should_keep_a_message_for_as_long_as_a_store_is_away()
    {
        using var host = await StartAsync();
        var inbox = host.Services.GetRequiredService<Inbox>();
        (inbox.Failures, inbox.Failure) = (5, new UnavailableFailure("The database is not available.", TimeSpan.FromSeconds(1)));

        await host.Sender.SendAsync(Reward("kept"), Cancelled);

        (await host.ReceiveAsync<RewardAssigned>()).ItemId.ShouldBe("kept");
    }

    [Fact]
    public async Task Should_keep_a_command_for_a_handler_that_failed_once()
    {
        using var host = await StartAsync();
        host.Services.GetRequiredService<Inbox>().Failures = 1;

        await host.Sender.SendAsync(
            new EncodeText { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 10_000, Text = "again" }, Cancelled);

        (await host.ReceiveAsync<EncodeText>()).Text.ShouldBe("again");
    }

    [Fact]
    public async Task Should_carry_the_trace_of_the_request_to_consumers_and_shards()
    {
        using var host = await StartAsync();
        using var request = new Activity("request").Start();

        await host.Sender.SendAsync(
            new EncodeText { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 10_000, Text = "a" }, Cancelled);
        await host.ReceiveAsync<EncodeText>();
        await host.Sender.SendToShardAsync(
            2, new ModalityRejected
            {
                ObservationId = OfShard2,
                TenantId = "t",
                Modality = Modality.Image,
                Code = RejectionCode.Empty,
                Reason = "r",
            }, Cancelled);
        await host.ReceiveAsync<ModalityRejected>();

        host.Services.GetRequiredService<Inbox>().Traces.ShouldBe([request.TraceId, request.TraceId]);
    }

    private protected static RewardAssigned Reward(string item) => new()
    {
        TenantId = "t",
        UserId = "ann-who-is-rewarded",
        DecisionId = Guid.Empty,
        ItemId = item,
        Reward = 1,
        Revision = 1,
        Disliked = false,
        At = DateTimeOffset.UnixEpoch,
    };

    /// <summary>The settings of a bus on which nothing has been sent.</summary>
    private protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    private protected async Task<BusHost> StartAsync()
    {
        var host = Build();
        await host.StartAsync();
        return host;
    }

    private protected BusHost Build()
    {
        var builder = Host.CreateApplicationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(builder.Configuration, Settings);
        builder.Services.AddSingleton<Inbox>();
        builder.AddMessaging(bus =>
        {
            bus.AddCommandHandler<EncodeText, InboxHandler>(_ => 100);
            bus.AddConsumer<InboxConsumer<RewardAssigned>>().Endpoint(endpoint => endpoint.Name = Queues.Rewards);
            bus.AddConsumer<InboxConsumer<ObservationFailed>>().ExcludeFromConfigureEndpoints();
            bus.AddConsumer<InboxConsumer<PolicySnapshot>>().ExcludeFromConfigureEndpoints();
            bus.AddSingleton<InboxShards>();
            bus.AddShardHandler<InboxShards>(_ => 100);
            bus.AddInstanceEndpoint(ReplyKind, (endpoint, context) =>
            {
                endpoint.ConfigureConsumer<InboxConsumer<ObservationFailed>>(context);
                endpoint.ConfigureConsumer<InboxConsumer<PolicySnapshot>>(context);
            });
        });
        return new BusHost(builder.Build());
    }

    private protected sealed class Inbox
    {
        public Channel<(string Address, object Message)> Messages { get; } = Channel.CreateUnbounded<(string, object)>();

        /// <summary>The trace that each message came with.</summary>
        public ConcurrentQueue<ActivityTraceId> Traces { get; } = new();

        /// <summary>How often consumers are still to fail.</summary>
        public int Failures { get; set; }

        /// <summary>How they fail.</summary>
        public Exception Failure { get; set; } = new InvalidOperationException("The consumer was to fail.");

        public void Fail()
        {
            if (Failures > 0)
            {
                Failures--;
                throw Failure;
            }
        }
    }

    private sealed class InboxConsumer<T>(Inbox inbox) : IConsumer<T>
        where T : class
    {
        public async Task Consume(ConsumeContext<T> context)
        {
            inbox.Fail();
            inbox.Traces.Enqueue(Activity.Current?.TraceId ?? default);
            await inbox.Messages.Writer.WriteAsync(
                (context.ReceiveContext.InputAddress.AbsolutePath, context.Message), context.CancellationToken);
        }
    }

    private sealed class InboxHandler(Inbox inbox) : ICommandHandler<EncodeText>
    {
        public async Task HandleAsync(EncodeText command, TimeSpan budget, CancellationToken cancellationToken)
        {
            inbox.Fail();
            inbox.Traces.Enqueue(Activity.Current?.TraceId ?? default);
            await inbox.Messages.Writer.WriteAsync((Queues.EncodeText, command), cancellationToken);
        }
    }

    private sealed class InboxShards(Inbox inbox) : IShardHandler
    {
        public void Handle(int shard, IPartOfObservation message, IShardDelivery delivery)
        {
            inbox.Traces.Enqueue(delivery.Trace.TraceId);
            inbox.Messages.Writer.TryWrite((Queues.FusionShard(shard), message));
            delivery.Acknowledge();
        }

        public Task AbandonAsync(int shard) => Task.CompletedTask;
    }

    private protected sealed class BusHost(IHost host) : IDisposable
    {
        public IServiceProvider Services => host.Services;

        public IMessageSender Sender => Services.GetRequiredService<IMessageSender>();

        public async Task StartAsync()
        {
            await host.StartAsync(Cancelled);
            await Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Cancelled);
        }

        public async Task<T> ReceiveAsync<T>() => (await ReceiveWithAddressAsync<T>()).Message;

        public async Task<(string Address, T Message)> ReceiveWithAddressAsync<T>()
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            timeout.CancelAfter(TimeSpan.FromSeconds(10));
            var (address, message) = await Services.GetRequiredService<Inbox>().Messages.Reader.ReadAsync(timeout.Token);
            return (address, message.ShouldBeOfType<T>());
        }

        public void Dispose()
        {
            host.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            host.Dispose();
        }
    }
}
