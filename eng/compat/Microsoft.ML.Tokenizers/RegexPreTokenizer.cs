using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>Words are the matches of an expression; special tokens are found first and stay whole.</summary>
public sealed class RegexPreTokenizer : PreTokenizer
{
    private readonly Regex _words;
    private readonly Regex? _specialTokens;

    public RegexPreTokenizer(Regex regex, IReadOnlyDictionary<string, int>? specialTokens)
    {
        ArgumentNullException.ThrowIfNull(regex);
        _words = regex;
        if (specialTokens is { Count: > 0 })
        {
            _specialTokens = new Regex(string.Join('|', specialTokens.Keys.Select(Regex.Escape)), RegexOptions.Compiled);
        }
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) =>
        string.IsNullOrEmpty(text) ? [] : PreTokenize(text.AsSpan());

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var found = new List<(int, int)>(text.Length / 5);
        var done = 0;
        if (_specialTokens is not null)
        {
            foreach (var special in _specialTokens.EnumerateMatches(text))
            {
                AddWords(text, done..special.Index, found);
                found.Add((special.Index, special.Length));
                done = special.Index + special.Length;
            }
        }

        AddWords(text, done..text.Length, found);
        return found;
    }

    private void AddWords(ReadOnlySpan<char> text, Range within, List<(int, int)> found)
    {
        foreach (var word in _words.EnumerateMatches(text[within]))
        {
            found.Add((within.Start.Value + word.Index, word.Length));
        }
    }
}
