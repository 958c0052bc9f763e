using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion.Fuse;

/// <summary>Section <c>Fusion</c>.</summary>
internal sealed class FuseOptions
{
    public const string Section = "Fusion";

    /// <summary>How many joined observations one model run takes at most.</summary>
    [Range(1, 256)]
    public int MaxBatch { get; init; } = 16;
}
