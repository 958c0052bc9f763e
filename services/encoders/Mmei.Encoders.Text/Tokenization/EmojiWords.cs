using System.Collections.Frozen;
using System.Text;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>
/// What emoji say in words, for a text that has no word of its own: the vocabulary of BERT knows none of them. The table comes with the
/// model (<c>models/mmei_models/text/emoji.py</c>).
/// </summary>
internal sealed class EmojiWords
{
    private readonly FrozenDictionary<Rune, string> _words;

    /// <param name="lines">One emoji, a space and its words each.</param>
    /// <exception cref="FormatException">A line is not like that, or an emoji is there twice.</exception>
    public EmojiWords(IEnumerable<string> lines)
    {
        var words = new Dictionary<Rune, string>();
        foreach (var (number, line) in lines.Index())
        {
            var parts = line.Split(' ', 2);
            if (parts.Length != 2 || Rune.DecodeFromUtf16(parts[0], out var emoji, out var length) != System.Buffers.OperationStatus.Done
                || length != parts[0].Length || !words.TryAdd(emoji, parts[1]))
            {
                throw new FormatException($"Line {number + 1} is not one emoji, a space and its words: '{line}'.");
            }
        }

        _words = words.ToFrozenDictionary();
    }

    /// <summary>The table of one model; null where it has none.</summary>
    /// <exception cref="ModelLoadException">Its file is no such table.</exception>
    public static EmojiWords? Of(ModelManifest manifest)
    {
        if (manifest.Files.GetValueOrDefault("emoji") is not { } file)
        {
            return null;
        }

        try
        {
            return new EmojiWords(File.ReadLines(Path.Combine(manifest.Folder, file.File)));
        }
        catch (FormatException exception)
        {
            throw new ModelLoadException($"{manifest.Id}: {file.File}: {exception.Message}", exception);
        }
    }

    /// <summary>The words of its emoji, comma between, where the text has some and no letter or digit; any other text as it is.</summary>
    public string Spell(string text)
    {
        var found = new List<string>();
        foreach (var character in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(character))
            {
                return text;
            }

            if (_words.TryGetValue(character, out var words))
            {
                found.Add(words);
            }
        }

        return found.Count == 0 ? text : string.Join(", ", found);
    }
}
