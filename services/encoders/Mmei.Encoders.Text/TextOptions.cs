using System.ComponentModel.DataAnnotations;
using Mmei.Encoders.Serving;

namespace Mmei.Encoders.Text;

/// <summary>Section <c>Encoders:Text</c>.</summary>
internal sealed class TextOptions : EncoderOptions
{
    public const string Section = "Encoders:Text";

    /// <summary>On a CPU a thousand tokens at once are run as fast each as more of them; a GPU wants more.</summary>
    public TextOptions() => PaddedBudget = 1_024;

    /// <summary>Longest text, in UTF-16 units.</summary>
    [Range(1, 1_000_000)]
    public int MaxCharacters { get; init; } = 10_000;
}
