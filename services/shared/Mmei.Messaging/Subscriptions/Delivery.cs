using System.Diagnostics;

namespace Mmei.Messaging.Subscriptions;

/// <summary>How a message came.</summary>
/// <param name="Tag">What the channel calls it.</param>
/// <param name="Age">Time since it was sent, by this machine's clock; never negative, so that a sender whose clock is ahead lengthens
/// nothing.</param>
/// <param name="Redelivered">Whether the broker has delivered it before, to this process or another.</param>
/// <param name="Trace">The trace of the sender.</param>
public sealed record Delivery(ulong Tag, TimeSpan Age, bool Redelivered, ActivityContext Trace);
