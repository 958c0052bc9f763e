using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Onnx.Sessions;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx.Buffers;

/// <summary>
/// A model's tensors, made once: runs read and write them where they lie. Disposed under a run, they are let go when it ends. Spans and
/// outputs taken before are managed memory and stay readable, but mean nothing any more.
/// </summary>
internal sealed class OnnxBuffers : IModelBuffers
{
    private readonly OnnxModel model;
    private readonly TensorBuffer[] inputs;
    private readonly TensorBuffer[] outputs;
    private readonly string[] inputNames;
    private readonly OrtValue[] inputValues;
    private readonly OrtValue[] outputValues;
    private readonly HostTensor[] results;
    private readonly int[] sizes;
    private readonly RunOptions options = new();
    private readonly SharedUse use;

    public OnnxBuffers(OnnxModel model, ModelSignature signature)
    {
        this.model = model;
        inputs = [.. signature.Inputs.Select(TensorBuffers.For)];
        outputs = [.. signature.Outputs.Select(TensorBuffers.For)];
        inputNames = [.. signature.Inputs.Select(input => input.Name)];
        inputValues = new OrtValue[inputs.Length];
        outputValues = new OrtValue[outputs.Length];
        results = new HostTensor[outputs.Length];
        sizes = new int[signature.SymbolCount];
        use = new SharedUse(this, Close);
    }

    /// <inheritdoc/>
    public Span<float> Floats(string input, params ReadOnlySpan<int> shape) => Shaped<float>(input, shape);

    /// <inheritdoc/>
    public Span<long> Integers(string input, params ReadOnlySpan<int> shape) => Shaped<long>(input, shape);

    /// <inheritdoc/>
    public ModelOutputs Run(CancellationToken cancellationToken = default)
    {
        use.Enter();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            TakeInputs();
            ShapeOutputs();
            Execute(cancellationToken);
            return Read();
        }
        finally
        {
            use.Leave();
        }
    }

    public void Dispose() => use.Close();

    private void Close()
    {
        foreach (var buffer in inputs.Concat(outputs))
        {
            buffer.Dispose();
        }

        options.Dispose();
    }

    private Span<T> Shaped<T>(string name, scoped ReadOnlySpan<int> shape)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        use.Enter();
        try
        {
            var buffer = Input<T>(name);
            buffer.Shape(shape);
            return buffer.Values;
        }
        finally
        {
            use.Leave();
        }
    }

    private TensorBufferOf<T> Input<T>(string name)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        foreach (var buffer in inputs)
        {
            if (buffer.Signature.Name == name)
            {
                return buffer as TensorBufferOf<T>
                    ?? throw new ModelInputException(
                        $"{model.Manifest.Id}: the input '{name}' takes {buffer.Signature.Element}, not {typeof(T).Name}.");
            }
        }

        throw new ModelInputException($"{model.Manifest.Id}: there is no input '{name}'.");
    }

    private void TakeInputs()
    {
        sizes.AsSpan().Clear();
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            var tensor = input.Current
                ?? throw new ModelInputException($"{model.Manifest.Id}: the input '{input.Signature.Name}' is missing.");
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
            model.Run(options, inputNames, inputValues, outputValues);
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

    private ModelOutputs Read()
    {
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
}
