using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>The tokenizer of one model: its vocabulary, its casing, its length.</summary>
internal sealed class ModelTokenizer
{
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;

    /// <exception cref="ModelLoadException">The manifest names no vocabulary or is not that of a text model.</exception>
    public ModelTokenizer(ModelManifest manifest)
    {
        var spec = manifest.PreprocessingAs<TextPreprocessing>();
        var vocabulary = manifest.Files.GetValueOrDefault("vocabulary") ?? throw new ModelLoadException($"{manifest.Id} has no vocabulary.");
        _tokenizer = TextTokenizer.Load(Path.Combine(manifest.Folder, vocabulary.File), spec.LowerCase);
        _maxTokens = spec.MaxTokens;
    }

    /// <summary>As many ids as the model takes.</summary>
    public IReadOnlyList<int> Largest => [.. Enumerable.Repeat(PaddingId, _maxTokens)];

    public int PaddingId => _tokenizer.PaddingId;

    /// <summary>[CLS], the pieces, [SEP], as many as the model takes.</summary>
    public IReadOnlyList<int> Encode(string text) => _tokenizer.Encode(text, _maxTokens);

    /// <summary>
    /// Rows of ids, padded on the right to the longest, as the three inputs of a BERT model: input_ids, attention_mask and token_type_ids, each
    /// [batch, sequence].
    /// </summary>
    public void Fill(IReadOnlyList<IReadOnlyList<int>> rows, IModelBuffers buffers)
    {
        var longest = rows.Max(row => row.Count);
        var ids = buffers.Integers("input_ids", rows.Count, longest);
        var mask = buffers.Integers("attention_mask", rows.Count, longest);
        buffers.Integers("token_type_ids", rows.Count, longest).Clear();
        ids.Fill(_tokenizer.PaddingId);
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
}
