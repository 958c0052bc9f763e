namespace Microsoft.ML.Tokenizers;

/// <summary>WordPiece behind BERT's basic tokenization, with BERT's special tokens.</summary>
public sealed partial class BertTokenizer : WordPieceTokenizer
{
    private BertTokenizer(Vocabulary vocabulary, BertOptions options, WordPieceOptions wordPiece)
        : base(vocabulary, wordPiece)
    {
        LowerCaseBeforeTokenization = options.LowerCaseBeforeTokenization;
        ApplyBasicTokenization = options.ApplyBasicTokenization;
        SplitOnSpecialTokens = options.SplitOnSpecialTokens;
        IndividuallyTokenizeCjk = options.IndividuallyTokenizeCjk;
        RemoveNonSpacingMarks = options.RemoveNonSpacingMarks;
        (SeparatorToken, SeparatorTokenId) = (options.SeparatorToken, vocabulary.IdOf(options.SeparatorToken, "separator"));
        (PaddingToken, PaddingTokenId) = (options.PaddingToken, vocabulary.IdOf(options.PaddingToken, "padding"));
        (ClassificationToken, ClassificationTokenId) = (options.ClassificationToken, vocabulary.IdOf(options.ClassificationToken, "classification"));
        (MaskingToken, MaskingTokenId) = (options.MaskingToken, vocabulary.IdOf(options.MaskingToken, "masking"));
    }

    public bool LowerCaseBeforeTokenization { get; }

    public bool ApplyBasicTokenization { get; }

    public bool SplitOnSpecialTokens { get; }

    public bool IndividuallyTokenizeCjk { get; }

    public bool RemoveNonSpacingMarks { get; }

    public string SeparatorToken { get; }

    public int SeparatorTokenId { get; }

    public string PaddingToken { get; }

    public int PaddingTokenId { get; }

    public string ClassificationToken { get; }

    public int ClassificationTokenId { get; }

    public string MaskingToken { get; }

    public int MaskingTokenId { get; }

    /// <summary>Encodes the text between the classification and separator tokens.</summary>
    public new IReadOnlyList<int> EncodeToIds(string text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addSpecialTokens: true, considerPreTokenization, considerNormalization);

    /// <inheritdoc cref="EncodeToIds(string, bool, bool)"/>
    public new IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addSpecialTokens: true, considerPreTokenization, considerNormalization);

    /// <summary>Encodes the text, on request between the classification and separator tokens.</summary>
    public IReadOnlyList<int> EncodeToIds(string text, bool addSpecialTokens, bool considerPreTokenization = true, bool considerNormalization = true) =>
        Enclose(base.EncodeToIds(text, considerPreTokenization, considerNormalization), addSpecialTokens);

    /// <inheritdoc cref="EncodeToIds(string, bool, bool, bool)"/>
    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool addSpecialTokens, bool considerPreTokenization = true, bool considerNormalization = true) =>
        Enclose(base.EncodeToIds(text, considerPreTokenization, considerNormalization), addSpecialTokens);

    /// <summary>Encodes whole words while they fit, between the classification and separator tokens, which count.</summary>
    public new IReadOnlyList<int> EncodeToIds(
        string text, int maxTokenCount, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, maxTokenCount, addSpecialTokens: true, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);

    /// <inheritdoc cref="EncodeToIds(string, int, out string?, out int, bool, bool)"/>
    public new IReadOnlyList<int> EncodeToIds(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, maxTokenCount, addSpecialTokens: true, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);

    /// <summary>Encodes whole words while they fit, on request between the special tokens, which count.</summary>
    public IReadOnlyList<int> EncodeToIds(
        string text, int maxTokenCount, bool addSpecialTokens, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true) =>
        TryReserve(ref maxTokenCount, addSpecialTokens, out normalizedText, out charsConsumed)
            ? Enclose(base.EncodeToIds(text, maxTokenCount, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization), addSpecialTokens)
            : [];

    /// <inheritdoc cref="EncodeToIds(string, int, bool, out string?, out int, bool, bool)"/>
    public IReadOnlyList<int> EncodeToIds(
        ReadOnlySpan<char> text, int maxTokenCount, bool addSpecialTokens, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true) =>
        TryReserve(ref maxTokenCount, addSpecialTokens, out normalizedText, out charsConsumed)
            ? Enclose(base.EncodeToIds(text, maxTokenCount, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization), addSpecialTokens)
            : [];

    private static bool TryReserve(ref int maxTokenCount, bool addSpecialTokens, out string? normalizedText, out int charsConsumed)
    {
        (normalizedText, charsConsumed) = (null, 0);
        if (addSpecialTokens && maxTokenCount < 2)
        {
            return false;
        }

        maxTokenCount -= addSpecialTokens ? 2 : 0;
        return true;
    }

    private IReadOnlyList<int> Enclose(IReadOnlyList<int> ids, bool addSpecialTokens) =>
        addSpecialTokens ? BuildInputsWithSpecialTokens(ids) : ids;
}
