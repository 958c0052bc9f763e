using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx.Buffers;

/// <summary>A model's tensors, made once: runs read and write them where they lie.</summary>
internal sealed class OnnxBuffers : IModelBuffers
{
    private readonly OnnxModel model;
    private readonly InferenceSession session;
    private readonly ModelSignature signature;
    private readonly TensorBuffer[] inputs;
    private readonly TensorBuffer[] outputs;
    private readonly string[] inputNames;
    private readonly OrtValue[] inputValues;
    private readonly OrtValue[] outputValues;
    private readonly HostTensor[] results;
    private readonly int[] sizes;
    private readonly RunOptions options = new();
    private bool disposed;

    public OnnxBuffers(OnnxModel model, InferenceSession session, ModelSignature signature)
    {
        this.model = model;
        this.session = session;
        this.signature = signature;
        inputs = [.. signature.Inputs.Select(TensorBuffers.For)];
        outputs = [.. signature.Outputs.Select(TensorBuffers.For)];
        inputNames = [.. signature.Inputs.Select(input => input.Name)];
        inputValues = new OrtValue[inputs.Length];
        outputValues = new OrtValue[outputs.Length];
        results = new HostTensor[outputs.Length];
        sizes = new int[signature.SymbolCount];
    }

    /// <inheritdoc/>
    public Span<float> Floats(string input, params ReadOnlySpan<int> shape) => Shaped<float>(input, shape);

    /// <inheritdoc/>
    public Span<long> Integers(string input, params ReadOnlySpan<int> shape) => Shaped<long>(input, shape);

    /// <inheritdoc/>
    public ModelOutputs Run(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        model.ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        TakeInputs();
        ShapeOutputs();
        Execute(cancellationToken);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (!outputs[i].IsFinite())
            {
                throw model.NotFinite(outputs[i].Signature.Name);
            }

            results[i] = outputs[i].Current!.Host;
        }

        return new ModelOutputs(results);
    }

    public void Dispose()
    {
        disposed = true;
        foreach (var buffer in inputs.Concat(outputs))
        {
            buffer.Dispose();
        }

        options.Dispose();
    }

    private Span<T> Shaped<T>(string name, scoped ReadOnlySpan<int> shape)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        foreach (var buffer in inputs)
        {
            if (buffer.Signature.Name != name)
            {
                continue;
            }

            if (buffer is not TensorBufferOf<T> typed)
            {
                throw new ModelInputException($"{model.Manifest.Id}: the input '{name}' takes {buffer.Signature.Element}, not {typeof(T).Name}.");
            }

            typed.Shape(shape);
            return typed.Values;
        }

        throw new ModelInputException($"{model.Manifest.Id}: there is no input '{name}'.");
    }

    private void TakeInputs()
    {
        sizes.AsSpan().Clear();
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            var tensor = input.Current ?? throw new ModelInputException($"{model.Manifest.Id}: the input '{input.Signature.Name}' is missing.");
            if (input.Signature.Mismatch(tensor.Shape, sizes) is { } problem)
            {
                throw new ModelInputException($"{model.Manifest.Id}: the input {problem}.");
            }

            inputValues[i] = tensor.Value;
        }
    }

    /// <summary>Every dimension of an output is fixed or one of an input's: <see cref="ModelSignature"/> saw to that.</summary>
    private void ShapeOutputs()
    {
        Span<int> shape = stackalloc int[8];
        for (var i = 0; i < outputs.Length; i++)
        {
            var dimensions = outputs[i].Signature.Dimensions;
            for (var axis = 0; axis < dimensions.Count; axis++)
            {
                shape[axis] = dimensions[axis].IsFixed ? dimensions[axis].Size : sizes[dimensions[axis].Symbol];
            }

            outputs[i].Shape(shape[..dimensions.Count]);
            outputValues[i] = outputs[i].Current!.Value;
        }
    }

    private void Execute(CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, options);
        try
        {
            session.Run(options, inputNames, inputValues, signature.OutputNames, outputValues);
        }
        catch (OnnxRuntimeException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The model run was cancelled.", exception, cancellationToken);
        }
        finally
        {
            // No later than here is the callback over, or never to come.
            registration.Dispose();
            if (options.Terminate)
            {
                options.Terminate = false;
            }
        }
    }
}
