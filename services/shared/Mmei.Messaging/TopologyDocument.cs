using System.Text.Json;

namespace Mmei.Messaging;

/// <summary>
/// The topology as one JSON document, for what declares or watches queues without running the platform: charts, scalers, operators.
/// </summary>
public static class TopologyDocument
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Every durable queue with its arguments and the messages that it takes. Each has a fanout exchange of its name.</summary>
    public static string Write(Topology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var document = new
        {
            topology.FusionShards,
            Queues = topology.Queues.Select(queue => new { queue.Name, queue.Arguments, Messages = topology.MessagesOf(queue.Name) }),
            DeadLetter = new { Name = Queues.DeadLetter, Arguments = Topology.DeadLetterArguments, Reasons = Topology.DeadLetterReasons },
        };
        return JsonSerializer.Serialize(document, Json);
    }
}
