namespace Mmei.Hosting.Admission;

/// <summary>More work is waiting than is admitted.</summary>
public sealed class OverloadedException(string message, TimeSpan retryAfter) : Exception(message)
{
    /// <summary>When the queue is expected to have room again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
