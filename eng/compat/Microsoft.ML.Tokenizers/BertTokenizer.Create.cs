namespace Microsoft.ML.Tokenizers;

public sealed partial class BertTokenizer
{
    public static BertTokenizer Create(string vocabFilePath, BertOptions? options = null)
    {
        using var stream = Open(vocabFilePath);
        return Create(stream, options);
    }

    public static BertTokenizer Create(Stream vocabStream, BertOptions? options = null) => Create(Vocabulary.Load(vocabStream), options ?? new());

    public static async Task<BertTokenizer> CreateAsync(string vocabFilePath, BertOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stream = Open(vocabFilePath);
        await using (stream.ConfigureAwait(false))
        {
            return await CreateAsync(stream, options, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<BertTokenizer> CreateAsync(Stream vocabStream, BertOptions? options = null, CancellationToken cancellationToken = default) =>
        Create(await Vocabulary.LoadAsync(vocabStream, cancellationToken).ConfigureAwait(false), options ?? new());

    private static BertTokenizer Create(Vocabulary vocabulary, BertOptions options)
    {
        var specialTokens = options.SpecialTokens;
        var recognized = options.SplitOnSpecialTokens ? Recognize(vocabulary, options, ref specialTokens) : null;
        return new BertTokenizer(vocabulary, options, new WordPieceOptions
        {
            UnknownToken = options.UnknownToken,
            ContinuingSubwordPrefix = options.ContinuingSubwordPrefix,
            MaxInputCharsPerWord = options.MaxInputCharsPerWord,
            SpecialTokens = specialTokens,
            Normalizer = options.Normalizer ?? (options.ApplyBasicTokenization
                ? new BertNormalizer(options.LowerCaseBeforeTokenization, options.IndividuallyTokenizeCjk, options.RemoveNonSpacingMarks)
                : null),
            PreTokenizer = options.PreTokenizer ?? (options.ApplyBasicTokenization
                ? PreTokenizer.CreateWordOrPunctuation(recognized)
                : PreTokenizer.CreateWhiteSpace()),
        });
    }

    /// <summary>The special tokens as they are spelled in normalized text.</summary>
    private static Dictionary<string, int> Recognize(Vocabulary vocabulary, BertOptions options, ref IReadOnlyDictionary<string, int>? specialTokens)
    {
        specialTokens ??= new[] { options.UnknownToken, options.SeparatorToken, options.PaddingToken, options.ClassificationToken, options.MaskingToken }
            .Distinct()
            .ToDictionary(token => token, token => vocabulary.IdOf(token, "special"));
        var recognized = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (token, id) in specialTokens)
        {
            var known = vocabulary.IdOf(token, "special");
            if (known != id)
            {
                throw new ArgumentException($"The special token '{token}' has the id {known} in the vocabulary, not {id}.");
            }

            var spelling = options is { ApplyBasicTokenization: true, LowerCaseBeforeTokenization: true } ? token.ToLowerInvariant() : token;
            vocabulary.AddAlias(spelling, id);
            recognized[spelling] = id;
        }

        return recognized;
    }
}
