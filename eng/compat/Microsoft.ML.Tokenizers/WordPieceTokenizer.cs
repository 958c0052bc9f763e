namespace Microsoft.ML.Tokenizers;

/// <summary>Greedy longest-match-first WordPiece (Wu et al. 2016, section 4.1).</summary>
public partial class WordPieceTokenizer : Tokenizer
{
    private readonly Vocabulary _vocabulary;
    private readonly Vocabulary.PieceLookup _beginnings;
    private readonly Vocabulary.PieceLookup _continuations;
    private readonly HashSet<int> _specialTokenIds;

    internal WordPieceTokenizer(Vocabulary vocabulary, WordPieceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.UnknownToken);
        ArgumentNullException.ThrowIfNull(options.ContinuingSubwordPrefix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxInputCharsPerWord);
        UnknownToken = options.UnknownToken;
        UnknownTokenId = vocabulary.IdOf(options.UnknownToken, "unknown");
        ContinuingSubwordPrefix = options.ContinuingSubwordPrefix;
        MaxInputCharsPerWord = options.MaxInputCharsPerWord;
        SpecialTokens = options.SpecialTokens;
        PreTokenizer = options.PreTokenizer ?? PreTokenizer.CreateWhiteSpace(options.SpecialTokens);
        Normalizer = options.Normalizer;
        _vocabulary = vocabulary;
        _beginnings = vocabulary.Beginnings();
        _continuations = vocabulary.Continuations(ContinuingSubwordPrefix);
        _specialTokenIds = [.. SpecialTokens?.Values ?? []];
    }

    public override PreTokenizer? PreTokenizer { get; }

    public override Normalizer? Normalizer { get; }

    public string UnknownToken { get; }

    public int UnknownTokenId { get; }

    public string ContinuingSubwordPrefix { get; }

    public int MaxInputCharsPerWord { get; }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; }

    public static WordPieceTokenizer Create(string vocabFilePath, WordPieceOptions? options = null)
    {
        using var stream = Open(vocabFilePath);
        return Create(stream, options);
    }

    public static WordPieceTokenizer Create(Stream vocabStream, WordPieceOptions? options = null) => new(Vocabulary.Load(vocabStream), options ?? new());

    public static async Task<WordPieceTokenizer> CreateAsync(string vocabFilePath, WordPieceOptions? options = null, CancellationToken cancellationToken = default)
    {
        var stream = Open(vocabFilePath);
        await using (stream.ConfigureAwait(false))
        {
            return await CreateAsync(stream, options, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<WordPieceTokenizer> CreateAsync(Stream vocabStream, WordPieceOptions? options = null, CancellationToken cancellationToken = default) =>
        new(await Vocabulary.LoadAsync(vocabStream, cancellationToken).ConfigureAwait(false), options ?? new());

    internal static FileStream Open(string vocabFilePath) =>
        string.IsNullOrEmpty(vocabFilePath) ? throw new ArgumentNullException(nameof(vocabFilePath)) : File.OpenRead(vocabFilePath);
}
