using System.ComponentModel.DataAnnotations;

namespace Mmei.Gateway.WarmUp;

/// <summary>Section <c>Gateway:WarmUp</c>.</summary>
internal sealed class WarmUpOptions
{
    public const string Section = "Gateway:WarmUp";

    /// <summary>How long this instance waits for the platform's first answer before it is ready all the same; 0 for not at all.</summary>
    [Range(0, 300)]
    public int Seconds { get; init; } = 15;
}
