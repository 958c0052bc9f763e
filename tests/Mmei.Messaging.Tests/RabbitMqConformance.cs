using System.Globalization;
using System.Text;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging.Bodies;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mmei.Messaging.Tests;

/// <summary>What the bus must do over RabbitMQ, wherever that runs.</summary>
public abstract class RabbitMqConformance : BusConformance
{
    [Fact]
    public async Task Should_drop_work_whose_time_is_up_and_keep_the_rest()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await host.Sender.SendAsync(Picture(budgetMs: 100), cancelled);
        await host.Sender.SendAsync(Picture(budgetMs: 60_000), cancelled);
        await host.Sender.SendAsync(
            new EncodeItem { TenantId = "t", ItemId = "i", Revision = 1, Title = "t", Description = "d" }, cancelled);

        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        while (await channel.MessageCountAsync(Queues.EncodeImage, cancelled) > 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancelled);
        }

        (await channel.MessageCountAsync(Queues.EncodeImage, cancelled)).ShouldBe(1u);
        (await channel.MessageCountAsync(Queues.EncodeItem, cancelled)).ShouldBe(1u);
    }

    [Fact]
    public async Task Should_ask_the_broker_to_write_down_what_must_last_and_nothing_that_a_person_sent()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        await host.Sender.SendAsync(Picture(budgetMs: 60_000), cancelled);
        await host.Sender.SendAsync(
            new EncodeItem { TenantId = "t", ItemId = "i", Revision = 1, Title = "t", Description = "d" }, cancelled);

        (await channel.BasicGetAsync(Queues.EncodeImage, autoAck: true, cancelled)).ShouldNotBeNull().BasicProperties.Persistent
            .ShouldBeFalse();
        (await channel.BasicGetAsync(Queues.EncodeItem, autoAck: true, cancelled)).ShouldNotBeNull().BasicProperties.Persistent
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Should_put_aside_what_a_shard_cannot_read_and_go_on()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);

        await channel.BasicPublishAsync(Queues.FusionShard(2), routingKey: "", "not an envelope"u8.ToArray(), cancelled);
        await host.Sender.SendToShardAsync(2, Rejection(), cancelled);

        (await host.ReceiveAsync<ModalityRejected>()).Reason.ShouldBe("r");
        await UntilDeadLettersAsync(channel, 1);
    }

    [Fact]
    public async Task Should_put_aside_what_a_command_queue_cannot_read_and_go_on()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);

        var compact = new BasicProperties { ContentType = $"{CompactBody.ContentTypePrefix}{nameof(EncodeText)}" };
        await channel.BasicPublishAsync(Queues.EncodeText, routingKey: "", mandatory: false, compact, "too short"u8.ToArray(), cancelled);
        await host.Sender.SendAsync(Sentence(), cancelled);

        (await host.ReceiveAsync<EncodeText>()).Text.ShouldBe("hello");
        await UntilDeadLettersAsync(channel, 1);
    }

    [Fact]
    public async Task Should_put_aside_a_command_that_failed_again()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        host.Services.GetRequiredService<Inbox>().Failures = 2;

        await host.Sender.SendAsync(Sentence(), cancelled);

        await UntilDeadLettersAsync(channel, 1);
        host.Services.GetRequiredService<Inbox>().Failures.ShouldBe(0);
    }

    [Fact]
    public async Task Should_put_aside_an_event_that_failed_for_good_and_bring_it_back()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        var inbox = host.Services.GetRequiredService<Inbox>();
        inbox.Failures = int.MaxValue;

        await host.Sender.SendAsync(Reward("i"), cancelled);

        await UntilDeadLettersAsync(channel, 1);
        inbox.Failures = 0;
        (await DeadLetterRedrive.RunAsync(Options(), cancelled)).ShouldBe((1, 0));
        (await host.ReceiveAsync<RewardAssigned>()).UserId.ShouldBe("ann-who-is-rewarded");
        await ShouldNotExistAsync(channel, $"{Queues.Rewards}_error");
    }

    [Fact]
    public async Task Should_put_aside_what_no_consumer_of_its_queue_can_read()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);

        await channel.BasicPublishAsync(Queues.Rewards, routingKey: "", "not an envelope"u8.ToArray(), cancelled);
        await host.Sender.SendAsync(Reward("i"), cancelled);

        (await host.ReceiveAsync<RewardAssigned>()).UserId.ShouldBe("ann-who-is-rewarded");
        await UntilDeadLettersAsync(channel, 1);
    }

    [Fact]
    public async Task Should_put_aside_what_its_queue_has_no_consumer_for()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);

        await host.Sender.SendAsync(
            new ErasePerson { TenantId = "t", UserId = "u", ErasureId = Guid.Empty, At = DateTimeOffset.UnixEpoch }, cancelled);

        await UntilDeadLettersAsync(channel, 1);
        await ShouldNotExistAsync(channel, $"{Queues.Rewards}_skipped");
    }

    [Fact]
    public async Task Should_bring_back_what_was_put_aside_when_an_operator_asks_for_it()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        host.Services.GetRequiredService<Inbox>().Failures = 2;
        await host.Sender.SendAsync(Sentence(), cancelled);
        await UntilDeadLettersAsync(channel, 1);
        await channel.BasicPublishAsync(exchange: "", Queues.DeadLetter, "from nowhere"u8.ToArray(), cancelled);
        await UntilDeadLettersAsync(channel, 2);

        (await DeadLetterRedrive.RunAsync(Options(), cancelled)).ShouldBe((1, 1));

        (await host.ReceiveAsync<EncodeText>()).Text.ShouldBe("hello");
        await UntilDeadLettersAsync(channel, 1);
    }

    [Fact]
    public async Task Should_read_commands_and_parts_that_were_sent_in_the_library_s_envelope()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        var bus = host.Services.GetRequiredService<IBus>();

        await (await bus.GetSendEndpoint(new Uri($"exchange:{Queues.EncodeText}"))).Send(Sentence(), Unsealed<EncodeText>, cancelled);
        (await host.ReceiveAsync<EncodeText>()).Text.ShouldBe("hello");
        await (await bus.GetSendEndpoint(new Uri($"exchange:{Queues.FusionShard(2)}")))
            .Send(Rejection(), Unsealed<ModalityRejected>, cancelled);
        (await host.ReceiveAsync<ModalityRejected>()).Reason.ShouldBe("r");
    }

    [Fact]
    public async Task Should_read_events_that_were_sent_unsealed()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        var rewards = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"exchange:{Queues.Rewards}"));

        await rewards.Send(Reward("i"), Unsealed<RewardAssigned>, cancelled);

        (await host.ReceiveAsync<RewardAssigned>()).UserId.ShouldBe("ann-who-is-rewarded");
    }

    [Fact]
    public async Task Should_not_tell_the_broker_whom_a_message_is_about()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        var copies = await channel.QueueDeclareAsync(cancellationToken: cancelled);
        await channel.QueueBindAsync(copies.QueueName, Queues.Rewards, routingKey: "", cancellationToken: cancelled);

        await host.Sender.SendAsync(Reward("i"), cancelled);

        (await host.ReceiveAsync<RewardAssigned>()).UserId.ShouldBe("ann-who-is-rewarded");
        var copy = (await channel.BasicGetAsync(copies.QueueName, autoAck: true, cancelled)).ShouldNotBeNull();
        Encoding.Latin1.GetString(copy.Body.Span).ShouldNotContain("ann-who");
        copy.BasicProperties.ContentType.ShouldStartWith(BodySeal.ContentTypePrefix);
    }

    [Fact]
    public async Task Should_not_keep_what_a_person_sent_beyond_its_time()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var host = await StartAsync();
        await using var connection = await ConnectAsync(cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancelled);
        await host.Sender.SendAsync(
            new EncodeAudio { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 50, Media = [1] }, cancelled);

        while (await channel.MessageCountAsync(Queues.EncodeAudio, cancelled) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancelled);
        }

        (await channel.MessageCountAsync(Queues.DeadLetter, cancelled)).ShouldBe(0u);
    }

    private Task<IConnection> ConnectAsync(CancellationToken cancellationToken) => new ConnectionFactory
    {
        HostName = Settings["Bus:Host"]!,
        Port = int.Parse(Settings["Bus:Port"]!, CultureInfo.InvariantCulture),
        VirtualHost = Settings["Bus:VirtualHost"]!,
        UserName = Settings["Bus:Username"]!,
        Password = Settings["Bus:Password"]!,
    }.CreateConnectionAsync(cancellationToken);

    /// <summary>The broker has no such queue; one that it will not show counts as being there.</summary>
    private static async Task ShouldNotExistAsync(IChannel channel, string queue)
    {
        var refused = await Should.ThrowAsync<OperationInterruptedException>(() =>
            channel.QueueDeclarePassiveAsync(queue, TestContext.Current.CancellationToken));
        refused.ShutdownReason.ShouldNotBeNull().ReplyCode.ShouldBe((ushort)Constants.NotFound);
    }

    private BusOptions Options() => new ConfigurationBuilder().AddInMemoryCollection(Settings).Build().GetSection("Bus").Get<BusOptions>()!;

    private static async Task UntilDeadLettersAsync(IChannel channel, uint count)
    {
        var cancelled = TestContext.Current.CancellationToken;
        while (await channel.MessageCountAsync(Queues.DeadLetter, cancelled) < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancelled);
        }
    }

    /// <summary>As services of before sent it.</summary>
    private static void Unsealed<T>(SendContext<T> context)
        where T : class => context.Serializer = new SystemTextJsonMessageSerializer();

    private static EncodeText Sentence() =>
        new() { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 60_000, Text = "hello" };

    private static ModalityRejected Rejection() =>
        new() { ObservationId = Guid.Empty, TenantId = "t", Modality = Modality.Image, Code = RejectionCode.Empty, Reason = "r" };

    private static EncodeImage Picture(int budgetMs) =>
        new() { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = budgetMs, Media = [1] };
}
