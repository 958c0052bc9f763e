using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Idempotency;

/// <summary>Section <c>Gateway:Idempotency</c>: answers that are kept for calls that are sent again.</summary>
internal sealed class IdempotencyOptions
{
    public const string Section = "Gateway:Idempotency";

    /// <summary>How long a call with the same `Idempotency-Key` is answered as the first was.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What all kept answers together may take; where it is more, the oldest goes first.</summary>
    [Range(1_000, 1L << 40)]
    public long MaxBytes { get; init; } = 64 << 20;

    /// <summary>An answer beyond it is not kept: the call is still carried out once alone, and its repetition is told so.</summary>
    [Range(1, 64 << 20)]
    public int MaxAnswerBytes { get; init; } = 256 << 10;
}
