using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;

namespace Mmei.Encoders.Text;

/// <summary>Runs the text model on sentences padded to the longest.</summary>
internal sealed class SentenceBatch(IModelBuffers buffers, int paddingId) : TokenBatch<IReadOnlyList<int>>(buffers)
{
    protected override void Fill(IReadOnlyList<IReadOnlyList<int>> items, IModelBuffers buffers) => TokenizedBatch.Fill(items, paddingId, buffers);
}
