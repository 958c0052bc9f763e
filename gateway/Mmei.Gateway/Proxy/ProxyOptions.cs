using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.Proxy;

/// <summary>Section <c>Gateway</c>, the part that only a gateway with services behind it needs.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Gateway";

    /// <summary>The ranking service, which owns the catalog.</summary>
    [Required]
    public Uri? RankingUrl { get; init; }

    /// <summary>The feedback service.</summary>
    [Required]
    public Uri? FeedbackUrl { get; init; }

    /// <summary>How long a proxied call may stand still, no byte moving either way, before it ends with 504.</summary>
    [Range(1, 3_600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>The same for imports, which are answered when every row is stored.</summary>
    [Range(1, 3_600)]
    public int ImportTimeoutSeconds { get; init; } = 300;
}
