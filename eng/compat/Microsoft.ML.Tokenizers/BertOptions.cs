namespace Microsoft.ML.Tokenizers;

/// <summary>How a <see cref="BertTokenizer"/> works.</summary>
public sealed class BertOptions : WordPieceOptions
{
    public bool LowerCaseBeforeTokenization { get; set; } = true;

    /// <summary>Clean, lower-case and split at punctuation; otherwise split at white space alone.</summary>
    public bool ApplyBasicTokenization { get; set; } = true;

    /// <summary>Recognize special tokens that are spelled out in the text.</summary>
    public bool SplitOnSpecialTokens { get; set; } = true;

    public string SeparatorToken { get; set; } = "[SEP]";

    public string PaddingToken { get; set; } = "[PAD]";

    public string ClassificationToken { get; set; } = "[CLS]";

    public string MaskingToken { get; set; } = "[MASK]";

    /// <summary>Make every CJK ideograph a word of its own.</summary>
    public bool IndividuallyTokenizeCjk { get; set; } = true;

    /// <summary>Strip accents. Needs ICU: in globalization-invariant mode .NET does not decompose characters.</summary>
    public bool RemoveNonSpacingMarks { get; set; }
}
