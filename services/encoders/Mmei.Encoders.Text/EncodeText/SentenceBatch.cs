using Mmei.Contracts.V1;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;

namespace Mmei.Encoders.Text;

/// <summary>Runs the text model on sentences padded to the longest.</summary>
internal sealed class SentenceBatch(IModel model, int paddingId) : IBatchRunner<IReadOnlyList<int>, EncodedTensor>
{
    public int Length(IReadOnlyList<int> item) => item.Count;

    public IReadOnlyList<EncodedTensor> Run(IReadOnlyList<IReadOnlyList<int>> items)
    {
        using var outputs = model.Run(TokenizedBatch.Tensors(items, paddingId));
        return TokenOutputs.Pack(outputs, items.Count);
    }
}
