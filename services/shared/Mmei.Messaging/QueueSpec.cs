namespace Mmei.Messaging;

/// <summary>A durable queue and how it is declared; the one source for receivers, senders, charts and scalers.</summary>
/// <param name="SingleActiveConsumer">Whether the broker delivers to one consumer at a time, so that a shard has one owner.</param>
public sealed record QueueSpec(string Name, bool SingleActiveConsumer = false);
