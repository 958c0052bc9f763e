using Mmei.Inference;

namespace Mmei.Encoders.Text.Tokenization;

/// <summary>Rows of ids, padded on the right to the longest, as the three inputs of a BERT model.</summary>
internal static class TokenizedBatch
{
    /// <summary>Writes input_ids, attention_mask and token_type_ids, each [batch, sequence].</summary>
    public static void Fill(IReadOnlyList<IReadOnlyList<int>> rows, int paddingId, IModelBuffers buffers)
    {
        var longest = rows.Max(row => row.Count);
        var ids = buffers.Integers("input_ids", rows.Count, longest);
        var mask = buffers.Integers("attention_mask", rows.Count, longest);
        buffers.Integers("token_type_ids", rows.Count, longest).Clear();
        ids.Fill(paddingId);
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
