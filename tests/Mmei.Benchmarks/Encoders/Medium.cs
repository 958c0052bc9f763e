using System.Text;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Benchmarks.Encoders;

/// <summary>One thing to encode.</summary>
/// <param name="Modality">What it is.</param>
/// <param name="Bytes">The file; of a text its UTF-8.</param>
internal sealed record Medium(Modality Modality, byte[] Bytes)
{
    /// <summary>What was said, where that is what it is.</summary>
    public string Text { get; } = Modality == Modality.Text ? Encoding.UTF8.GetString(Bytes) : "";
}
