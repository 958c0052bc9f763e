namespace Mmei.Gateway.Idempotency;

/// <summary>A call with an idempotency key: in progress until it is known what was asked and what was answered.</summary>
internal sealed class RememberedCall
{
    private volatile Outcome? _outcome;

    public Outcome? Done => _outcome;

    public void Complete(Outcome outcome) => _outcome = outcome;

    /// <param name="Fingerprint">SHA-256 of what was asked.</param>
    /// <param name="Answer">What was answered; null where that is too large to be kept.</param>
    internal sealed record Outcome(byte[] Fingerprint, RememberedAnswer? Answer);
}
