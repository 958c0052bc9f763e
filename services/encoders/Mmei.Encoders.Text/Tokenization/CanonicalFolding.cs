using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>
/// Strips accents: canonical decomposition (Unicode standard, section 3.11) without nonspacing marks. The table is our own because .NET
/// decomposes nothing in globalization-invariant mode, and a model must see the same text whatever a process's globalization setting is.
/// </summary>
internal static class CanonicalFolding
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int Vowels = 21;
    private const int Trailers = 28;

    private static readonly FrozenDictionary<int, string> Folds = Load();

    /// <summary>Appends what is left of <paramref name="character"/>; nothing for a nonspacing mark.</summary>
    public static void AppendFolded(this StringBuilder text, Rune character)
    {
        if (character.IsAscii)
        {
            text.Append((char)character.Value);
        }
        else if (character.Value is >= HangulFirst and <= HangulLast)
        {
            AppendJamo(text, character.Value - HangulFirst);
        }
        else if (Folds.TryGetValue(character.Value, out var fold))
        {
            text.Append(fold);
        }
        else if (Rune.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark)
        {
            text.Append(character);
        }
    }

    /// <summary>Leading consonant, vowel and, where there is one, trailing consonant of a syllable (section 3.12).</summary>
    private static void AppendJamo(StringBuilder text, int syllable)
    {
        text.Append((char)(0x1100 + (syllable / (Vowels * Trailers)))).Append((char)(0x1161 + (syllable / Trailers % Vowels)));
        if (syllable % Trailers is > 0 and var trailer)
        {
            text.Append((char)(0x11A7 + trailer));
        }
    }

    private static FrozenDictionary<int, string> Load()
    {
        using var stream = typeof(CanonicalFolding).Assembly.GetManifestResourceStream(typeof(CanonicalFolding), "canonical-folding.txt")!;
        using var reader = new StreamReader(stream);
        var folds = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var characters = Array.ConvertAll(
                line.Split(' '), code => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            folds.Add(characters[0], string.Concat(characters.Skip(1).Select(char.ConvertFromUtf32)));
        }

        return folds.ToFrozenDictionary();
    }
}
