namespace Mmei.Messaging;

/// <summary>A durable queue and how it is declared; the one source for receivers, senders, charts and scalers.</summary>
/// <param name="Type">Replicated or not.</param>
/// <param name="SingleActiveConsumer">Whether the broker delivers to one consumer at a time, so that a shard has one owner.</param>
public sealed record QueueSpec(string Name, QueueType Type, bool SingleActiveConsumer = false)
{
    /// <summary>After so many failed deliveries the broker puts a message aside. Only quorum queues count.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>The arguments of the queue's declaration.</summary>
    public IReadOnlyDictionary<string, object?> Arguments
    {
        get
        {
            var arguments = new Dictionary<string, object?>
            {
                ["x-queue-type"] = Type == QueueType.Quorum ? "quorum" : "classic",
                ["x-dead-letter-exchange"] = Queues.DeadLetter,
            };
            if (Type == QueueType.Quorum)
            {
                arguments["x-delivery-limit"] = DeliveryLimit;
            }

            if (SingleActiveConsumer)
            {
                arguments["x-single-active-consumer"] = true;
            }

            return arguments;
        }
    }
}
