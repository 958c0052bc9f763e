using System.Numerics;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx.Buffers;
using Mmei.Inference.Onnx.Sessions;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx;

/// <summary>A model run by ONNX Runtime. Inputs are read and outputs shown where they lie; nothing is copied.</summary>
public sealed class OnnxModel : IModel
{
    private readonly InferenceSession session;
    private readonly ModelSignature signature;
    private readonly RunOptions uncancelled = new();
    private readonly bool profiled;
    private bool disposed;

    private OnnxModel(ModelManifest manifest, InferenceSession session, bool profiled)
    {
        Manifest = manifest;
        this.session = session;
        this.profiled = profiled;
        signature = new ModelSignature(manifest, session);
    }

    public ModelManifest Manifest { get; }

    /// <summary>Verifies, opens and warms the model of a folder.</summary>
    /// <param name="folder">The folder that holds <c>manifest.json</c>.</param>
    /// <param name="options">How it runs; the defaults where null.</param>
    /// <exception cref="ModelLoadException">A file is missing or corrupt, or the manifest does not describe the model.</exception>
    public static OnnxModel Load(string folder, ModelsOptions? options = null)
    {
        options ??= new ModelsOptions();
        var manifest = ModelManifest.Load(folder);
        var session = SessionFactory.Open(manifest, options);
        try
        {
            var model = new OnnxModel(manifest, session, options.Profile.Length > 0);
            Warmup.Run(model, model.signature);
            return model;
        }
        catch (Exception exception) when (exception is ModelLoadException or ModelInputException or ModelOutputException or OnnxRuntimeException)
        {
            session.Dispose();
            throw new ModelLoadException($"'{folder}' cannot be served: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public ModelOutputs Run(IReadOnlyList<HostTensor> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        Span<int> sizes = stackalloc int[signature.SymbolCount];
        sizes.Clear();
        using var bound = new BoundInputs(Manifest.Id, signature.Inputs, inputs, sizes);
        var outputs = new RunOutputs(Run(bound, cancellationToken));
        try
        {
            return new ModelOutputs(Read(outputs, sizes), outputs);
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IModelBuffers CreateBuffers()
    {
        ThrowIfDisposed();
        return new OnnxBuffers(this, session, signature);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        if (profiled)
        {
            session.EndProfiling();
        }

        session.Dispose();
        uncancelled.Dispose();
    }

    /// <summary>ONNX Runtime itself would end the process with a segmentation fault.</summary>
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(disposed, this);

    /// <summary>Counts an output that holds NaN or infinity, and says so.</summary>
    internal ModelOutputException NotFinite(string output)
    {
        OnnxInstruments.RefuseNonFinite(Manifest.Id, output);
        return new ModelOutputException($"{Manifest.Id}: the output '{output}' holds NaN or infinity.");
    }

    private IDisposableReadOnlyCollection<OrtValue> Run(BoundInputs bound, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return session.Run(uncancelled, bound.Names, bound.Values, signature.OutputNames);
        }

        using var options = new RunOptions();
        using var registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, options);
        try
        {
            return session.Run(options, bound.Names, bound.Values, signature.OutputNames);
        }
        catch (OnnxRuntimeException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The model run was cancelled.", exception, cancellationToken);
        }
    }

    private HostTensor[] Read(RunOutputs run, Span<int> sizes)
    {
        var outputs = run.Values;
        var tensors = new HostTensor[outputs.Count];
        for (var i = 0; i < tensors.Length; i++)
        {
            var promised = signature.Outputs[i];
            var shape = Array.ConvertAll(outputs[i].GetTensorTypeAndShape().Shape, dimension => checked((int)dimension));
            if (promised.Mismatch(shape, sizes) is { } problem)
            {
                throw new ModelOutputException($"{Manifest.Id}: the output {problem}.");
            }

            tensors[i] = promised.Element switch
            {
                TensorElementType.Int64 => new Int64Tensor(promised.Name, shape, new OutputMemory<long>(outputs[i], run).Memory),
                TensorElementType.Float16 => new HalfTensor(promised.Name, shape, Finite<Half>(promised.Name, outputs[i], run)),
                _ => new FloatTensor(promised.Name, shape, Finite<float>(promised.Name, outputs[i], run)),
            };
        }

        return tensors;
    }

    private Memory<T> Finite<T>(string name, OrtValue output, RunOutputs run)
        where T : unmanaged, INumberBase<T>
    {
        var memory = new OutputMemory<T>(output, run).Memory;
        return TensorPrimitives.IsFiniteAll<T>(memory.Span) ? memory : throw NotFinite(name);
    }
}
