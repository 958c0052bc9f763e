using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Tests;

/// <summary>A model that runs when the test says so; nothing real can be held still like this.</summary>
internal sealed class StandInModel : IModelSource, IModel
{
    private readonly SemaphoreSlim _gate = new(0);
    private readonly SemaphoreSlim _begun = new(0);

    public required ModelManifest Manifest { get; init; }

    /// <summary>How many inputs each run had.</summary>
    public List<int> Runs { get; } = [];

    public Task RunBegunAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);

    public void Open() => _gate.Release(1_000);

    /// <summary>Holds the next run, and forgets those before it.</summary>
    public async Task CloseAsync()
    {
        while (await _gate.WaitAsync(0))
        {
        }

        while (await _begun.WaitAsync(0))
        {
        }
    }

    public ModelLease Acquire() => new(this, static () => { });

    public IDisposable OnReplaced(Action replaced) => new MemoryStream();

    public IModelBuffers CreateBuffers() => new Buffers(this);

    public void Dispose()
    {
        _gate.Dispose();
        _begun.Dispose();
    }

    private sealed class Buffers(StandInModel model) : IModelBuffers
    {
        private readonly Dictionary<string, long[]> _inputs = [];
        private int _count;

        public Span<float> Floats(string input, params ReadOnlySpan<int> shape) => throw new NotSupportedException();

        public Span<long> Integers(string input, params ReadOnlySpan<int> shape)
        {
            _count = shape[0];
            return _inputs[input] = new long[shape[0] * shape[1]];
        }

        public ModelOutputs Run(CancellationToken cancellationToken = default)
        {
            lock (model.Runs)
            {
                model.Runs.Add(_count);
            }

            model._begun.Release();
            model._gate.Wait(cancellationToken);
            return new ModelOutputs(
            [
                new FloatTensor("tokens", [_count, 1, 256], new float[_count * 256]),
                new Int64Tensor("token_counts", [_count], Enumerable.Repeat(1L, _count).ToArray()),
                new FloatTensor("emotion_logits", [_count, Sizes.Emotions], new float[_count * Sizes.Emotions]),
                new FloatTensor("wish", [_count, MeaningSpace.Dimension], new float[_count * MeaningSpace.Dimension]),
            ]);
        }

        public void Dispose() => _inputs.Clear();
    }
}
