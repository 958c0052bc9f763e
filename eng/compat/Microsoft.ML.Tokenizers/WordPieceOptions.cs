namespace Microsoft.ML.Tokenizers;

/// <summary>How a <see cref="WordPieceTokenizer"/> works.</summary>
public class WordPieceOptions
{
    /// <summary>How text is split into words; null: at white space.</summary>
    public PreTokenizer? PreTokenizer { get; set; }

    /// <summary>How text is rewritten first; null: not at all.</summary>
    public Normalizer? Normalizer { get; set; }

    /// <summary>Tokens that are never split, with their ids.</summary>
    public IReadOnlyDictionary<string, int>? SpecialTokens { get; set; }

    public string UnknownToken { get; set; } = "[UNK]";

    public string ContinuingSubwordPrefix { get; set; } = "##";

    /// <summary>A longer word, in UTF-16 units, is unknown as a whole.</summary>
    public int MaxInputCharsPerWord { get; set; } = 100;
}
