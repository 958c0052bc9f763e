using System.Text.Json;
using Mmei.Testing;

namespace Mmei.Messaging.Tests;

public sealed class When_the_topology_is_written_out
{
    [Fact]
    public void Should_be_what_the_chart_is_checked_against() =>
        File.ReadAllText(Path.Combine(Repository.Root, "eng", "chart", "topology.json")).TrimEnd()
            .ShouldBe(
                TopologyDocument.Write(new Topology(new FusionTopologyOptions().Shards)), "./mmei topology > eng/chart/topology.json");

    [Theory]
    [InlineData(QueueType.Quorum)]
    [InlineData(QueueType.Classic)]
    public void Should_put_aside_what_fails_from_every_queue(QueueType type)
    {
        using var document = JsonDocument.Parse(TopologyDocument.Write(new Topology(fusionShards: 3, type)));

        var queues = document.RootElement.GetProperty("queues").EnumerateArray().ToList();
        queues.Count(queue => Has(queue, "x-single-active-consumer")).ShouldBe(3);
        queues.ShouldAllBe(queue => queue.GetProperty("messages").GetArrayLength() > 0);
        queues.ShouldAllBe(queue => queue.GetProperty("arguments").GetProperty("x-dead-letter-exchange").GetString() == Queues.DeadLetter);
        queues.ShouldAllBe(queue => Has(queue, "x-delivery-limit") == (type == QueueType.Quorum));
    }

    private static bool Has(JsonElement queue, string argument) => queue.GetProperty("arguments").TryGetProperty(argument, out _);
}
