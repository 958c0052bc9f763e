using Mmei.Inference;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>Rows of ids, padded on the right to the longest, as the three inputs of a BERT model.</summary>
internal static class TokenizedBatch
{
    /// <summary>input_ids, attention_mask and token_type_ids, each [batch, sequence].</summary>
    public static IReadOnlyList<HostTensor> Tensors(IReadOnlyList<IReadOnlyList<int>> rows, int paddingId)
    {
        var longest = rows.Max(row => row.Count);
        int[] shape = [rows.Count, longest];
        var ids = new long[rows.Count * longest];
        var mask = new long[ids.Length];
        Array.Fill(ids, paddingId);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < rows[i].Count; j++)
            {
                ids[(i * longest) + j] = rows[i][j];
                mask[(i * longest) + j] = 1;
            }
        }

        return
        [
            new Int64Tensor("input_ids", shape, ids),
            new Int64Tensor("attention_mask", shape, mask),
            new Int64Tensor("token_type_ids", shape, new long[ids.Length]),
        ];
    }
}
