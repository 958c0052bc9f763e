namespace Microsoft.ML.Tokenizers;

public partial class WordPieceTokenizer
{
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        if (!TryPrepare(text, textSpan, settings, out var normalizedText, out var encoded, out var words))
        {
            return new EncodeResults<int> { Tokens = [] };
        }

        var ids = new List<int>();
        var charsConsumed = 0;
        foreach (var (offset, length) in words)
        {
            if (!TryAddWord(encoded.Slice(offset, length), ids, settings.MaxTokenCount) || ids.Count >= settings.MaxTokenCount)
            {
                break;
            }

            charsConsumed = offset + length;
        }

        return new EncodeResults<int> { Tokens = ids, NormalizedText = normalizedText, CharsConsumed = charsConsumed };
    }

    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings) =>
        EncodeToIds(text, textSpan, settings).Tokens.Count;

    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        if (!TryPrepare(text, textSpan, settings, out var normalizedText, out var encoded, out var words))
        {
            return new EncodeResults<EncodedToken> { Tokens = [] };
        }

        var tokens = new List<EncodedToken>();
        var ids = new List<int>();
        foreach (var (offset, length) in words)
        {
            ids.Clear();
            TryAddWord(encoded.Slice(offset, length), ids, int.MaxValue);
            AddTokens(ids, offset, length, tokens);
        }

        return new EncodeResults<EncodedToken> { Tokens = tokens, NormalizedText = normalizedText, CharsConsumed = encoded.Length };
    }

    /// <summary>Adds the ids of one word, or the unknown id; false, adding nothing, when they would exceed <paramref name="maxTokenCount"/>.</summary>
    private bool TryAddWord(ReadOnlySpan<char> word, List<int> ids, int maxTokenCount)
    {
        if (word.Length > MaxInputCharsPerWord)
        {
            ids.Add(UnknownTokenId);
            return true;
        }

        var before = ids.Count;
        var length = 0;
        for (var start = 0; start < word.Length; start += length)
        {
            length = (start == 0 ? _beginnings : _continuations).Longest(word[start..], out var id);
            if (length == 0)
            {
                break;
            }

            ids.Add(id);
        }

        if (ids.Count > maxTokenCount)
        {
            ids.RemoveRange(before, ids.Count - before);
            return false;
        }

        if (length == 0)
        {
            ids.RemoveRange(before, ids.Count - before);
            ids.Add(UnknownTokenId);
        }

        return true;
    }

    private void AddTokens(List<int> ids, int offset, int length, List<EncodedToken> tokens)
    {
        var start = offset;
        foreach (var id in ids)
        {
            var piece = _vocabulary.PieceOf(id);
            var end = start + (start == offset ? piece.Length : piece.Length - ContinuingSubwordPrefix.Length);

            // The unknown token stands for the whole word, whatever its own spelling.
            tokens.Add(new EncodedToken(id, piece, start..(ids.Count == 1 ? offset + length : end)));
            start = end;
        }
    }

    private bool TryPrepare(
        string? text,
        ReadOnlySpan<char> textSpan,
        EncodeSettings settings,
        out string? normalizedText,
        out ReadOnlySpan<char> encoded,
        out IEnumerable<(int Offset, int Length)> words)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.MaxTokenCount);
        normalizedText = null;
        encoded = text is null ? textSpan : text;
        words = [];
        if (encoded.IsEmpty)
        {
            return false;
        }

        if (settings.ConsiderNormalization && Normalizer is not null)
        {
            normalizedText = text is null ? Normalizer.Normalize(textSpan) : Normalizer.Normalize(text);
            encoded = text = normalizedText;
        }

        words = !settings.ConsiderPreTokenization || PreTokenizer is null
            ? [(0, encoded.Length)]
            : text is null
                ? PreTokenizer.PreTokenize(encoded)
                : PreTokenizer.PreTokenize(text);
        return true;
    }
}
