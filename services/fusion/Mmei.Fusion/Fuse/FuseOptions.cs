using System.ComponentModel.DataAnnotations;

namespace Mmei.Fusion.Fuse;

/// <summary>Section <c>Fusion</c>.</summary>
internal sealed class FuseOptions
{
    public const string Section = "Fusion";

    /// <summary>How many joined observations one model run takes at most.</summary>
    [Range(1, 256)]
    public int MaxBatch { get; init; } = 16;

    /// <summary>
    /// How much of what words say is put down to chance where they are in a language that their model was not measured on: 0 believes
    /// them as any, 1 not at all.
    /// </summary>
    [Range(0, 1.0)]
    public double UnmeasuredLanguageDoubt { get; init; } = 0.5;
}
