using System.Buffers;

namespace Microsoft.ML.Tokenizers;

public sealed partial class BertTokenizer
{
    /// <summary>[CLS] A [SEP], or [CLS] A [SEP] B [SEP].</summary>
    public IReadOnlyList<int> BuildInputsWithSpecialTokens(IEnumerable<int> tokenIds, IEnumerable<int>? additionalTokenIds = null)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        return additionalTokenIds is null
            ? [ClassificationTokenId, .. tokenIds, SeparatorTokenId]
            : [ClassificationTokenId, .. tokenIds, SeparatorTokenId, .. additionalTokenIds, SeparatorTokenId];
    }

    /// <inheritdoc cref="BuildInputsWithSpecialTokens(IEnumerable{int}, IEnumerable{int}?)"/>
    public OperationStatus BuildInputsWithSpecialTokens(
        IEnumerable<int> tokenIds, Span<int> destination, out int valuesWritten, IEnumerable<int>? additionalTokenIds = null) =>
        Write(BuildInputsWithSpecialTokens(tokenIds, additionalTokenIds), destination, out valuesWritten);

    /// <summary>1 where a special token stands, 0 elsewhere.</summary>
    public IReadOnlyList<int> GetSpecialTokensMask(
        IEnumerable<int> tokenIds, IEnumerable<int>? additionalTokenIds = null, bool alreadyHasSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        if (alreadyHasSpecialTokens)
        {
            return [.. tokenIds.Concat(additionalTokenIds ?? []).Select(id => IsSpecial(id) ? 1 : 0)];
        }

        var zeros = tokenIds.Select(_ => 0);
        return additionalTokenIds is null ? [1, .. zeros, 1] : [1, .. zeros, 1, .. additionalTokenIds.Select(_ => 0), 1];
    }

    /// <inheritdoc cref="GetSpecialTokensMask(IEnumerable{int}, IEnumerable{int}?, bool)"/>
    public OperationStatus GetSpecialTokensMask(
        IEnumerable<int> tokenIds, Span<int> destination, out int valuesWritten, IEnumerable<int>? additionalTokenIds = null, bool alreadyHasSpecialTokens = false) =>
        Write(GetSpecialTokensMask(tokenIds, additionalTokenIds, alreadyHasSpecialTokens), destination, out valuesWritten);

    /// <summary>0 for [CLS] A [SEP], 1 for B [SEP].</summary>
    public IReadOnlyList<int> CreateTokenTypeIdsFromSequences(IEnumerable<int> tokenIds, IEnumerable<int>? additionalTokenIds = null)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        var first = tokenIds.Select(_ => 0);
        return additionalTokenIds is null ? [0, .. first, 0] : [0, .. first, 0, .. additionalTokenIds.Select(_ => 1), 1];
    }

    /// <inheritdoc cref="CreateTokenTypeIdsFromSequences(IEnumerable{int}, IEnumerable{int}?)"/>
    public OperationStatus CreateTokenTypeIdsFromSequences(
        IEnumerable<int> tokenIds, Span<int> destination, out int valuesWritten, IEnumerable<int>? additionalTokenIds = null) =>
        Write(CreateTokenTypeIdsFromSequences(tokenIds, additionalTokenIds), destination, out valuesWritten);

    private static OperationStatus Write(IReadOnlyList<int> values, Span<int> destination, out int valuesWritten)
    {
        valuesWritten = 0;
        if (values.Count > destination.Length)
        {
            return OperationStatus.DestinationTooSmall;
        }

        foreach (var value in values)
        {
            destination[valuesWritten++] = value;
        }

        return OperationStatus.Done;
    }

    private bool IsSpecial(int id) =>
        id == ClassificationTokenId || id == SeparatorTokenId || id == PaddingTokenId || id == MaskingTokenId || id == UnknownTokenId;
}
