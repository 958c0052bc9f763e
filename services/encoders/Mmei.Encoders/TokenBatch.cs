using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Batching;

namespace Mmei.Encoders;

/// <summary>A batch of a model that returns tokens of the common space.</summary>
public abstract class TokenBatch<TPart>(IModelBuffers buffers) : IBatch<TPart, EncodedTensor>
{
    private ModelOutputs? _outputs;
    private int _count;

    public void Fill(IReadOnlyList<TPart> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _count = items.Count;
        Fill(items, buffers);
    }

    public void Run(CancellationToken cancellationToken) => _outputs = buffers.Run(cancellationToken);

    public EncodedTensor Read(int index) =>
        TokenOutputs.Pack(_outputs ?? throw new InvalidOperationException("The batch has not run."), index, _count);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        buffers.Dispose();
    }

    /// <summary>Lays inputs side by side as the model takes them.</summary>
    protected abstract void Fill(IReadOnlyList<TPart> items, IModelBuffers buffers);
}
