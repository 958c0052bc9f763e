namespace Mmei.Messaging;

/// <summary>How long ago a message was sent, by this machine's clock.</summary>
public static class MessageAge
{
    /// <summary>Never negative: a sender whose clock is ahead lengthens nothing.</summary>
    public static TimeSpan Of(DateTime? sentTime, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var age = sentTime is { } sent ? time.GetUtcNow().UtcDateTime - sent.ToUniversalTime() : TimeSpan.Zero;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
