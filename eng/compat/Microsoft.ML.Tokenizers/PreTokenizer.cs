using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>Splits text into the words that are encoded one by one.</summary>
public abstract partial class PreTokenizer
{
    private static readonly RegexPreTokenizer PlainWordOrPunctuation = new(WordOrPunctuation(), null);
    private static readonly RegexPreTokenizer PlainWordOrNonWord = new(WordOrNonWord(), null);
    private static readonly RegexPreTokenizer PlainWhiteSpace = new(NonWhiteSpace(), null);

    public abstract IEnumerable<(int Offset, int Length)> PreTokenize(string text);

    public abstract IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text);

    /// <summary>Runs of word characters, and single punctuation characters; anything else is dropped.</summary>
    public static PreTokenizer CreateWordOrPunctuation(IReadOnlyDictionary<string, int>? specialTokens = null) =>
        specialTokens is null ? PlainWordOrPunctuation : new RegexPreTokenizer(WordOrPunctuation(), specialTokens);

    /// <summary>Runs of word characters, and runs of anything else but white space.</summary>
    public static PreTokenizer CreateWordOrNonWord(IReadOnlyDictionary<string, int>? specialTokens = null) =>
        specialTokens is null ? PlainWordOrNonWord : new RegexPreTokenizer(WordOrNonWord(), specialTokens);

    /// <summary>Runs of anything but white space.</summary>
    public static PreTokenizer CreateWhiteSpace(IReadOnlyDictionary<string, int>? specialTokens = null) =>
        specialTokens is null ? PlainWhiteSpace : new RegexPreTokenizer(NonWhiteSpace(), specialTokens);

    [GeneratedRegex(@"\w+|[\p{P}]", RegexOptions.None, 30_000)]
    private static partial Regex WordOrPunctuation();

    [GeneratedRegex(@"\w+|[^\w\s]+", RegexOptions.None, 30_000)]
    private static partial Regex WordOrNonWord();

    [GeneratedRegex(@"\S+", RegexOptions.None, 30_000)]
    private static partial Regex NonWhiteSpace();
}
