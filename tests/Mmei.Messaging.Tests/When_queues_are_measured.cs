using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mmei.Testing.Servers;
using RabbitMQ.Client;

namespace Mmei.Messaging.Tests;

public sealed class When_queues_are_measured(RabbitMqServer broker)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Should_count_what_was_put_aside()
    {
        var settings = await broker.CreateVirtualHostAsync();
        var options = new BusOptions
        {
            Host = broker.Host,
            Port = broker.Port,
            VirtualHost = settings["Bus:VirtualHost"]!,
            QueueType = QueueType.Classic,
        };
        var topology = new Topology(fusionShards: 1, QueueType.Classic);
        await using var connection = await options.ConnectAsync("test", Cancelled);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Cancelled);
        await channel.DeclareAsync(topology, Cancelled);
        for (var i = 0; i < 3; i++)
        {
            await channel.BasicPublishAsync("", Queues.DeadLetter, "{}"u8.ToArray(), Cancelled);
        }

        using var watch = new DeadLetterWatch(topology, Options.Create(options), TimeProvider.System, NullLogger<DeadLetterWatch>.Instance);
        await watch.StartAsync(Cancelled);
        using var seen = new Seen("mmei.bus.dead_letters");
        while (seen.Look() != 3)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
        }

        await watch.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("mmei.fusion.17", "mmei.fusion")]
    [InlineData("mmei.encode-image", "mmei.encode-image")]
    public void Should_tell_how_long_messages_wait_in_a_queue_and_count_shards_as_one(string queue, string named)
    {
        using var seen = new Seen("mmei.bus.message.age");

        MessagingInstruments.Taken(queue, TimeSpan.FromSeconds(2));

        seen.Last.ShouldBe(2);
        seen.Labels["queue"].ShouldBe(named);
    }

    /// <summary>What an instrument of this process said last.</summary>
    private sealed class Seen : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Seen(string name)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Take(value, tags));
            _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Take(value, tags));
            _listener.Start();
        }

        public double Last { get; private set; } = -1;

        public Dictionary<string, object?> Labels { get; private set; } = [];

        public double Look()
        {
            _listener.RecordObservableInstruments();
            return Last;
        }

        public void Dispose() => _listener.Dispose();

        private void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            (Last, Labels) = (value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value));
    }
}
