using Mmei.Contracts.Tensors;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;
using Mmei.Inference.Batching;

namespace Mmei.Encoders.Text;

/// <summary>Runs the content model on item texts padded to the longest.</summary>
internal sealed class ContentBatch(IModelBuffers buffers, int paddingId) : IBatch<IReadOnlyList<int>, ContentEncoding>
{
    private ModelOutputs? _outputs;

    public void Fill(IReadOnlyList<IReadOnlyList<int>> items) => TokenizedBatch.Fill(items, paddingId, buffers);

    public void Run(CancellationToken cancellationToken) => _outputs = buffers.Run(cancellationToken);

    public ContentEncoding Read(int index)
    {
        var outputs = _outputs ?? throw new InvalidOperationException("The batch has not run.");
        var embedding = Row(outputs.Floats("embedding"), index);
        return new ContentEncoding(
            TensorCodec.Pack(embedding, 1, embedding.Length),
            Doubles(Row(outputs.Floats("emotion_profile"), index)),
            Doubles(Row(outputs.Floats("intent_profile"), index)));
    }

    public void Dispose() => buffers.Dispose();

    private static ReadOnlySpan<float> Row(FloatTensor tensor, int row)
    {
        var columns = tensor.Shape[1];
        return tensor.Values.Span.Slice(row * columns, columns);
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), v => (double)v);
}
