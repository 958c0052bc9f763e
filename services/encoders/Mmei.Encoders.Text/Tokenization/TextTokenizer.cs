using Microsoft.ML.Tokenizers;
using Mmei.Inference;
using Mmei.Inference.Manifest;

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
    private readonly int _maxTokens;

    /// <param name="vocabulary">One piece a line, with [PAD], [UNK], [CLS], [SEP] and [MASK] among them.</param>
    /// <param name="lowerCase">Whether the model is uncased.</param>
    /// <param name="maxTokens">Most ids of a text, [CLS] and [SEP] included.</param>
    /// <exception cref="ArgumentException">A special token is missing or a piece is there twice.</exception>
    public TextTokenizer(Stream vocabulary, bool lowerCase, int maxTokens = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 2);
        (_lowerCase, _maxTokens) = (lowerCase, maxTokens);
        _pieces = BertTokenizer.Create(vocabulary, new BertOptions
        {
            ApplyBasicTokenization = false,
            LowerCaseBeforeTokenization = false,
            SplitOnSpecialTokens = false,
            MaxInputCharsPerWord = 2 * LongestWord, // in UTF-16 units
        });
    }

    /// <summary>The id that fills a batch up to its longest text.</summary>
    public int PaddingId => _pieces.PaddingTokenId;

    /// <summary>As many ids as the model takes.</summary>
    public IReadOnlyList<int> Largest => [.. Enumerable.Repeat(PaddingId, _maxTokens)];

    /// <summary>The tokenizer of one model: its vocabulary, its casing, its length.</summary>
    /// <exception cref="ModelLoadException">The manifest names no vocabulary or is not that of a text model.</exception>
    public static TextTokenizer Of(ModelManifest manifest)
    {
        var spec = manifest.PreprocessingAs<TextPreprocessing>();
        var file = manifest.Files.GetValueOrDefault("vocabulary") ?? throw new ModelLoadException($"{manifest.Id} has no vocabulary.");
        using var vocabulary = File.OpenRead(Path.Combine(manifest.Folder, file.File));
        return new TextTokenizer(vocabulary, spec.LowerCase, spec.MaxTokens);
    }

    /// <summary>[CLS], the pieces, [SEP], as many as the model takes; pieces at the end give way.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        var clean = BasicTokenizer.Clean(text, _lowerCase);
        var ids = new List<int> { _pieces.ClassificationTokenId };
        foreach (var word in BasicTokenizer.Words(clean))
        {
            ids.AddRange(Pieces(clean.AsSpan()[word]));
            if (ids.Count >= _maxTokens - 1)
            {
                ids.RemoveRange(_maxTokens - 1, ids.Count - (_maxTokens - 1));
                break;
            }
        }

        ids.Add(_pieces.SeparatorTokenId);
        return ids;
    }

    /// <summary>
    /// Rows of ids, padded on the right to the longest, as the three inputs of a BERT model: input_ids, attention_mask and token_type_ids,
    /// each [batch, sequence].
    /// </summary>
    public void Fill(IReadOnlyList<IReadOnlyList<int>> rows, IModelBuffers buffers)
    {
        var longest = rows.Max(row => row.Count);
        var ids = buffers.Integers("input_ids", rows.Count, longest);
        var mask = buffers.Integers("attention_mask", rows.Count, longest);
        buffers.Integers("token_type_ids", rows.Count, longest).Clear();
        ids.Fill(PaddingId);
        mask.Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < rows[i].Count; j++)
            {
                ids[(i * longest) + j] = rows[i][j];
            }

            mask.Slice(i * longest, rows[i].Count).Fill(1);
        }
    }

    private IReadOnlyList<int> Pieces(ReadOnlySpan<char> word) =>
        word.Length > LongestWord && CodePoints(word) > LongestWord
            ? [_pieces.UnknownTokenId]
            : _pieces.EncodeToIds(word, addSpecialTokens: false, considerPreTokenization: false, considerNormalization: false);

    private static int CodePoints(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var _ in word.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
