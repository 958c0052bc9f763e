using Microsoft.ML.Tokenizers;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>
/// Text to the ids a BERT model was trained on, equal to Hugging Face's BertTokenizer without recognition of special tokens in the text
/// (a user cannot write a separator). Words are cut here and only their pieces come from the library, because its own basic tokenization
/// joins the words around a line break and drops symbols and emoji. Safe for use by many threads.
/// </summary>
internal sealed class TextTokenizer
{
    /// <summary>A word of more code points is unknown as a whole.</summary>
    private const int LongestWord = 100;

    private readonly BertTokenizer _pieces;
    private readonly bool _lowerCase;

    private TextTokenizer(BertTokenizer pieces, bool lowerCase) => (_pieces, _lowerCase) = (pieces, lowerCase);

    /// <summary>The id that fills a batch up to its longest text.</summary>
    public int PaddingId => _pieces.PaddingTokenId;

    /// <summary>Reads a vocabulary of one piece a line, with [PAD], [UNK], [CLS], [SEP] and [MASK] among them.</summary>
    /// <exception cref="ArgumentException">A special token is missing or a piece is there twice.</exception>
    public static TextTokenizer Load(string vocabularyPath, bool lowerCase)
    {
        using var vocabulary = File.OpenRead(vocabularyPath);
        return Load(vocabulary, lowerCase);
    }

    /// <inheritdoc cref="Load(string, bool)"/>
    public static TextTokenizer Load(Stream vocabulary, bool lowerCase)
    {
        var options = new BertOptions
        {
            ApplyBasicTokenization = false,
            LowerCaseBeforeTokenization = false,
            SplitOnSpecialTokens = false,
            MaxInputCharsPerWord = 2 * LongestWord, // in UTF-16 units
        };
        return new TextTokenizer(BertTokenizer.Create(vocabulary, options), lowerCase);
    }

    /// <summary>[CLS], the pieces, [SEP]: at most <paramref name="maxTokens"/> ids; pieces at the end give way.</summary>
    public IReadOnlyList<int> Encode(string text, int maxTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 2);
        var clean = BasicTokenizer.Clean(text, _lowerCase);
        var ids = new List<int> { _pieces.ClassificationTokenId };
        foreach (var word in BasicTokenizer.Words(clean))
        {
            ids.AddRange(Pieces(clean.AsSpan()[word]));
            if (ids.Count >= maxTokens - 1)
            {
                ids.RemoveRange(maxTokens - 1, ids.Count - (maxTokens - 1));
                break;
            }
        }

        ids.Add(_pieces.SeparatorTokenId);
        return ids;
    }

    private IReadOnlyList<int> Pieces(ReadOnlySpan<char> word) =>
        IsTooLong(word)
            ? [_pieces.UnknownTokenId]
            : _pieces.EncodeToIds(word, addSpecialTokens: false, considerPreTokenization: false, considerNormalization: false);

    private static bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length is <= LongestWord or > 2 * LongestWord)
        {
            return word.Length > LongestWord;
        }

        var codePoints = 0;
        foreach (var _ in word.EnumerateRunes())
        {
            codePoints++;
        }

        return codePoints > LongestWord;
    }
}
