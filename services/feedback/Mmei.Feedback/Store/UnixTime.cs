namespace Mmei.Feedback.Store;

internal static class UnixTime
{
    /// <summary>An instant as it is stored: Unix milliseconds, UTC.</summary>
    public static long Millis(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}
