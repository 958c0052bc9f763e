using System.Reflection;
using System.Text.RegularExpressions;

namespace Mmei.Encoders.Text.Languages;

/// <summary>
/// Names the language of a text: by its script where one language stands for it here, else the one in which its letters are most likely to
/// follow each other (a Markov chain of order 3 for each, with the back-off of Brants et al. 2007). The chains are in
/// <c>languages.txt</c>, which <c>models/mmei_models/languages.py</c> writes. Thread-safe.
/// </summary>
internal sealed partial class LanguageDetector
{
    /// <summary>Letters of a text that are looked at: more of them change no answer.</summary>
    private const int MaxLetters = 400;

    /// <summary>With fewer letters a text is of any language.</summary>
    private const int MinLetters = 4;

    /// <summary>The least probability of a language that is named.</summary>
    private const double Threshold = 0.8;

    /// <summary>Letters of a word depend on each other beyond three, so that all of them are worth less than their number.</summary>
    private const double Temperature = 0.5;

    /// <summary>In nats: how much more a text is expected in English, which it is written in unless it looks otherwise.</summary>
    private const double English = 2;

    private const double BackOff = 1.2;
    private const double Unseen = 10;
    private const int LongestGram = 4;

    /// <summary>The chains hold tenths of a nat, each as a character from this one on; itself it stands for a gram that is rare.</summary>
    private const char Rare = '!';

    private readonly string[] _languages;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _costs;

    private LanguageDetector(TextReader lines)
    {
        _languages = lines.ReadLine()!.Split(' ');
        var costs = new Dictionary<string, string>();
        while (lines.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            costs[line[..tab]] = line[(tab + 1)..];
        }

        _costs = costs.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Reads the chains.</summary>
    public static LanguageDetector Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(LanguageDetector), "languages.txt")!;
        using var reader = new StreamReader(stream);
        return new LanguageDetector(reader);
    }

    /// <summary>ISO 639-1; null where the text is too short or of no letters, or could be of several languages.</summary>
    public string? Detect(string text)
    {
        var said = Drawn().Replace(NoWords().Replace(text, " "), "$1").ToLowerInvariant();
        var (words, letters) = (new List<string>(), 0);
        for (var word = Letters().Match(said); word.Success && letters < MaxLetters; word = word.NextMatch())
        {
            words.Add(word.Value);
            letters += word.Length;
        }

        return ByScript(words) ?? (letters < MinLetters ? null : ByChains(words));
    }

    private static string? ByScript(List<string> words)
    {
        var scripts = words.SelectMany(word => word).Select(Script).ToArray();
        var most = scripts.Where(script => script is not null).GroupBy(script => script).MaxBy(group => group.Count());
        return most is null || 2 * scripts.Count(script => script is not null) <= scripts.Length ? null
            : most.Key == "zh" && scripts.Contains("ja") ? "ja"
            : most.Key;
    }

    private string? ByChains(List<string> words)
    {
        var evidence = new double[_languages.Length];
        foreach (var word in words)
        {
            for (var end = 1; end <= word.Length; end++)
            {
                for (var language = 0; language < evidence.Length; language++)
                {
                    evidence[language] -= Cost(word.AsSpan(0, end), language);
                }
            }
        }

        for (var language = 0; language < evidence.Length; language++)
        {
            evidence[language] = (evidence[language] * Temperature) + (_languages[language] == "en" ? English : 0);
        }

        var best = evidence.Max();
        return 1 / evidence.Sum(each => Math.Exp(each - best)) >= Threshold ? _languages[Array.IndexOf(evidence, best)] : null;
    }

    /// <summary>Of the last letter behind those before it, in nats.</summary>
    private double Cost(ReadOnlySpan<char> begun, int language)
    {
        var backOff = 0.0;
        for (var length = Math.Min(begun.Length, LongestGram); length > 0; length--, backOff += BackOff)
        {
            if (_costs.TryGetValue(begun[^length..], out var costs) && costs[language] != Rare)
            {
                return ((costs[language] - Rare) / 10.0) + backOff;
            }
        }

        return Unseen;
    }

    private static string? Script(char letter) => letter switch
    {
        >= '\u0370' and <= '\u03FF' => "el",
        >= '\u0590' and <= '\u05FF' => "he",
        >= '\u0600' and <= '\u06FF' => "ar",
        >= '\u0900' and <= '\u097F' => "hi",
        >= '\u0E00' and <= '\u0E7F' => "th",
        >= '\u3040' and <= '\u30FF' => "ja",
        >= '\u4E00' and <= '\u9FFF' => "zh",
        >= '\uAC00' and <= '\uD7AF' => "ko",
        _ => null,
    };

    /// <summary>Addresses, names of accounts, tags and marks of HTML.</summary>
    [GeneratedRegex(@"(https?://|www\.)\S+|\S+@\S+|[@#]\w+|<[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex NoWords();

    /// <summary>A letter that is drawn out, as in laughter.</summary>
    [GeneratedRegex(@"(\p{L})\1{2,}")]
    private static partial Regex Drawn();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Letters();
}
