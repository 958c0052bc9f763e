namespace Microsoft.ML.Tokenizers;

/// <summary>What an encoding step gives back.</summary>
public struct EncodeResults<T>
{
    public IReadOnlyList<T> Tokens { get; set; }

    /// <summary>The text that was encoded, or null when no normalizer ran.</summary>
    public string? NormalizedText { get; set; }

    /// <summary>How much of the encoded text the tokens cover, in UTF-16 units.</summary>
    public int CharsConsumed { get; set; }
}
