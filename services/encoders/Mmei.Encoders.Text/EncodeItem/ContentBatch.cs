using Mmei.Contracts;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;

namespace Mmei.Encoders.Text;

/// <summary>Runs the content model on item texts padded to the longest.</summary>
internal sealed class ContentBatch(IModel model, int paddingId) : IBatchRunner<IReadOnlyList<int>, ContentEncoding>
{
    public int Length(IReadOnlyList<int> item) => item.Count;

    public IReadOnlyList<ContentEncoding> Run(IReadOnlyList<IReadOnlyList<int>> items)
    {
        using var outputs = model.Run(TokenizedBatch.Tensors(items, paddingId));
        var (embeddings, emotions, intents) = (outputs.Floats("embedding"), outputs.Floats("emotion_profile"), outputs.Floats("intent_profile"));
        return
        [
            .. Enumerable.Range(0, items.Count).Select(i =>
            {
                var embedding = Row(embeddings, i);
                return new ContentEncoding(TensorCodec.Pack(embedding, 1, embedding.Length), Doubles(Row(emotions, i)), Doubles(Row(intents, i)));
            }),
        ];
    }

    private static ReadOnlySpan<float> Row(FloatTensor tensor, int row)
    {
        var columns = tensor.Shape[1];
        return tensor.Values.Span.Slice(row * columns, columns);
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), v => (double)v);
}
