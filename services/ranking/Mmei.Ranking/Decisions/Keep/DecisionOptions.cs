using System.ComponentModel.DataAnnotations;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>Section <c>Decisions</c>: what is kept of each decision, so that it can be looked up and made again.</summary>
internal sealed class DecisionOptions
{
    public const string Section = "Decisions";

    /// <summary>
    /// The most bytes of one record, compressed. A larger one is kept without the candidates and the person's taste, and cannot be made
    /// again.
    /// </summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int RecordBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// How many policies of a tenant are kept, the latest that decided: 19 KB each. A decision by an older one cannot be made again.
    /// </summary>
    [Range(1, 1_000_000)]
    public int Policies { get; init; } = 1000;
}
