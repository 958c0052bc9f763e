using System.Globalization;
using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>Drops control characters, folds spaces, lower-cases, sets ideographs apart, and optionally strips accents.</summary>
internal sealed class BertNormalizer(bool lowerCase, bool individuallyTokenizeCjk, bool removeNonSpacingMarks) : Normalizer
{
    public override string Normalize(string original)
    {
        if (string.IsNullOrEmpty(original))
        {
            return string.Empty;
        }

        // Normalization refuses unpaired surrogates; text that has them is taken as it is.
        var isWellFormed = IsWellFormed(original);
        var text = removeNonSpacingMarks && isWellFormed ? original.Normalize(NormalizationForm.FormD) : original;
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var width = char.IsSurrogatePair(text, i) ? 2 : 1;
            Append(kept, text.AsSpan(i, width), CharUnicodeInfo.GetUnicodeCategory(text, i));
            i += width - 1;
        }

        return isWellFormed ? kept.ToString().Normalize(NormalizationForm.FormC) : kept.ToString();
    }

    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    private void Append(StringBuilder kept, ReadOnlySpan<char> character, UnicodeCategory category)
    {
        if (character[0] is '\0' or '\uFFFD' || category is UnicodeCategory.Control)
        {
            return;
        }

        if (category is UnicodeCategory.SpaceSeparator)
        {
            kept.Append(' ');
        }
        else if (removeNonSpacingMarks && category is UnicodeCategory.NonSpacingMark)
        {
            return;
        }
        else if (lowerCase && category is UnicodeCategory.UppercaseLetter)
        {
            Span<char> lower = stackalloc char[2];
            kept.Append(lower[..character.ToLowerInvariant(lower)]);
        }
        else if (individuallyTokenizeCjk && IsIdeograph(character))
        {
            kept.Append(' ').Append(character).Append(' ');
        }
        else
        {
            kept.Append(character);
        }
    }

    private static bool IsIdeograph(ReadOnlySpan<char> character) =>
        (character.Length == 2 ? char.ConvertToUtf32(character[0], character[1]) : character[0]) is
            (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F)
            or (>= 0x2B820 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
