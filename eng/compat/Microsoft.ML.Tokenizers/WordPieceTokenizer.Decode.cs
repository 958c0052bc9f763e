using System.Buffers;
using System.Text;

namespace Microsoft.ML.Tokenizers;

public partial class WordPieceTokenizer
{
    public override string Decode(IEnumerable<int> ids) => Decode(ids, skipSpecialTokens: false);

    /// <summary>Joins the pieces with spaces, continuations without; ids outside the vocabulary give nothing.</summary>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var id in ids)
        {
            if (skipSpecialTokens && _specialTokenIds.Contains(id))
            {
                continue;
            }

            if (_vocabulary.TryGetPiece(id, out var piece))
            {
                var isContinuation = piece.StartsWith(ContinuingSubwordPrefix, StringComparison.Ordinal);
                if (!isContinuation && !isFirst && piece[0] is not ('.' or ',' or '!' or '?' or '\''))
                {
                    text.Append(' ');
                }

                text.Append(piece.AsSpan(isContinuation ? ContinuingSubwordPrefix.Length : 0));
            }

            isFirst = false;
        }

        return text.ToString();
    }

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) =>
        Decode(ids, destination, skipSpecialTokens: false, out idsConsumed, out charsWritten);

    /// <summary>As the other form, but with a space before every word, and stopping at an id outside the vocabulary.</summary>
    public OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, bool skipSpecialTokens, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        (idsConsumed, charsWritten) = (0, 0);
        foreach (var id in ids)
        {
            if (skipSpecialTokens && _specialTokenIds.Contains(id))
            {
                continue;
            }

            if (!_vocabulary.TryGetPiece(id, out var piece))
            {
                return OperationStatus.InvalidData;
            }

            var isContinuation = piece.StartsWith(ContinuingSubwordPrefix, StringComparison.Ordinal);
            var space = !isContinuation && idsConsumed > 0 ? " " : "";
            var word = piece.AsSpan(isContinuation ? ContinuingSubwordPrefix.Length : 0);
            if (space.Length + word.Length > destination.Length - charsWritten)
            {
                return OperationStatus.DestinationTooSmall;
            }

            space.CopyTo(destination[charsWritten..]);
            word.CopyTo(destination[(charsWritten + space.Length)..]);
            charsWritten += space.Length + word.Length;
            idsConsumed++;
        }

        return OperationStatus.Done;
    }
}
