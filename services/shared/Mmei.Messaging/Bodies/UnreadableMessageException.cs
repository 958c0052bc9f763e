namespace Mmei.Messaging.Bodies;

/// <summary>A body is not a message that its queue takes. It will not become one: it is put aside.</summary>
internal sealed class UnreadableMessageException(string message, Exception? inner = null) : Exception(message, inner);
