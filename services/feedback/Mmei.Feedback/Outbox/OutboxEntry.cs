namespace Mmei.Feedback.Outbox;

/// <summary>A message that belongs to a committed change and is not sent yet.</summary>
internal sealed record OutboxEntry(long Id, object Message);
