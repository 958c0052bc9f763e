using System.Text.Json;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

/// <summary>Messages on their way into <c>feedback_outbox</c>.</summary>
internal static class OutboxRows
{
    /// <summary>Has these messages sent once the transaction is committed.</summary>
    public static Task TellAsync<T>(this SqlSession session, IEnumerable<T> messages)
        where T : class => session.RunAsync(
        "INSERT INTO feedback_outbox (kind, body) VALUES (@kind, @body)",
        messages.Select(message => new { kind = typeof(T).Name, body = JsonSerializer.Serialize(message) }));
}
