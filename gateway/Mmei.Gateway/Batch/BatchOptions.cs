using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Batch;

/// <summary>Section <c>Gateway:Batch</c>: many observations in one call.</summary>
internal sealed class BatchOptions
{
    public const string Section = "Gateway:Batch";

    /// <summary>The most rows of one call. Answers wait in memory where a client sends all before it reads any.</summary>
    [Range(1, 100_000)]
    public int MaxRows { get; init; } = 1_000;

    /// <summary>The body of one call, in bytes.</summary>
    [Range(1_000, 16L << 30)]
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Rows of one call that are observed at once: few, so that people who wait come first.</summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>How long a row is tried again while the platform has more to do than it can.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to a row with an id is kept, so that a batch that broke off can be sent again.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most answers that are kept; where there are more, the oldest goes first. One takes 5 to 20 kB.</summary>
    [Range(1, 1_000_000)]
    public int MaxKept { get; init; } = 5_000;
}
