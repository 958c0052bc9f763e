using System.Globalization;
using System.Text;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>
/// BERT's basic tokenization (Devlin et al. 2019): drops control characters, splits at white space and punctuation, makes every ideograph
/// a word and, for uncased models, lower-cases and strips accents.
/// </summary>
internal static class BasicTokenizer
{
    private const int DottedCapitalI = 0x130;

    /// <summary>The text as its words are cut from it. Unpaired surrogates are dropped.</summary>
    public static string Clean(string text, bool lowerCase)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes())
        {
            if (IsWhiteSpace(character))
            {
                clean.Append(' ');
            }
            else if (!IsDropped(character))
            {
                var space = IsIdeograph(character.Value) ? " " : "";
                clean.Append(space);
                AppendLetter(clean, character, lowerCase);
                clean.Append(space);
            }
        }

        return clean.ToString();
    }

    /// <summary>Where the words of a clean text are.</summary>
    public static IEnumerable<Range> Words(string clean)
    {
        var start = 0;
        for (var i = 0; i < clean.Length;)
        {
            var character = Rune.GetRuneAt(clean, i);
            var next = i + character.Utf16SequenceLength;
            var isPunctuation = IsPunctuation(character);
            if (isPunctuation || character.Value == ' ')
            {
                if (start < i)
                {
                    yield return start..i;
                }

                if (isPunctuation)
                {
                    yield return i..next;
                }

                start = next;
            }

            i = next;
        }

        if (start < clean.Length)
        {
            yield return start..clean.Length;
        }
    }

    private static void AppendLetter(StringBuilder clean, Rune character, bool lowerCase)
    {
        if (!lowerCase)
        {
            clean.Append(character);
        }
        else if (character.Value == DottedCapitalI)
        {
            // The one letter whose lower case is two characters, a letter and a mark that is then stripped.
            clean.Append('i');
        }
        else
        {
            clean.AppendFolded(Rune.ToLowerInvariant(character));
        }
    }

    private static bool IsWhiteSpace(Rune character) =>
        character.Value is '\t' or '\n' or '\r'
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    // Enumerating runes turns what is not Unicode into the replacement character.
    private static bool IsDropped(Rune character) =>
        character == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned;

    // All of ASCII that is no letter, digit or space counts, symbols such as $ and + included.
    private static bool IsPunctuation(Rune character) =>
        character.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || Rune.IsPunctuation(character);

    private static bool IsIdeograph(int character) =>
        character is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
            or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
