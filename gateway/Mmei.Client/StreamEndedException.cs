namespace Mmei.Client;

/// <summary>
/// The platform has ended a stream. <see cref="Code"/> is the close code (RFC 6455, and 4000 to 4004 as the API describes them).
/// </summary>
public sealed class StreamEndedException : Exception
{
    private const int ProcessEnds = 1001;
    private const int Silent = 4003;
    private const int TooLong = 4004;

    internal StreamEndedException(int code, string? reason)
        : base(string.IsNullOrEmpty(reason) ? $"The platform has ended the stream ({code})." : reason) => Code = code;

    public int Code { get; }

    /// <summary>Whether another stream may simply be opened: this one was silent or open for too long, or its process ends.</summary>
    public bool MayBeOpenedAgain => Code is ProcessEnds or Silent or TooLong;
}
