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
    private readonly OnnxModel _model;
    private readonly TensorBuffer[] _inputs;
    private readonly TensorBuffer[] _outputs;
    private readonly string[] _inputNames;
    private readonly OrtValue[] _inputValues;
    private readonly OrtValue[] _outputValues;
    private readonly HostTensor[] _results;
    private readonly int[] _sizes;
    private readonly RunOptions _options = new();
    private readonly SharedUse _use;

    public OnnxBuffers(OnnxModel model, ModelSignature signature)
    {
        _model = model;
        _inputs = [.. signature.Inputs.Select(TensorBuffers.For)];
        _outputs = [.. signature.Outputs.Select(TensorBuffers.For)];
        _inputNames = [.. signature.Inputs.Select(input => input.Name)];
        _inputValues = new OrtValue[_inputs.Length];
        _outputValues = new OrtValue[_outputs.Length];
        _results = new HostTensor[_outputs.Length];
        _sizes = new int[signature.SymbolCount];
        _use = new SharedUse(this, Close);
    }

    /// <inheritdoc/>
    public Span<float> Floats(string input, params ReadOnlySpan<int> shape) => Shaped<float>(input, shape);

    /// <inheritdoc/>
    public Span<long> Integers(string input, params ReadOnlySpan<int> shape) => Shaped<long>(input, shape);

    /// <inheritdoc/>
    public ModelOutputs Run(CancellationToken cancellationToken = default)
    {
        _use.Enter();
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
            _use.Leave();
        }
    }

    public void Dispose() => _use.Close();

    private void Close()
    {
        foreach (var buffer in _inputs.Concat(_outputs))
        {
            buffer.Dispose();
        }

        _options.Dispose();
    }

    private Span<T> Shaped<T>(string name, scoped ReadOnlySpan<int> shape)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        _use.Enter();
        try
        {
            var buffer = Input<T>(name);
            buffer.Shape(shape);
            return buffer.Values;
        }
        finally
        {
            _use.Leave();
        }
    }

    private TensorBufferOf<T> Input<T>(string name)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        foreach (var buffer in _inputs)
        {
            if (buffer.Signature.Name == name)
            {
                return buffer as TensorBufferOf<T>
                    ?? throw new ModelInputException(
                        $"{_model.Manifest.Id}: the input '{name}' takes {buffer.Signature.Element}, not {typeof(T).Name}.");
            }
        }

        throw new ModelInputException($"{_model.Manifest.Id}: there is no input '{name}'.");
    }

    private void TakeInputs()
    {
        _sizes.AsSpan().Clear();
        for (var i = 0; i < _inputs.Length; i++)
        {
            var input = _inputs[i];
            var tensor = input.Current
                ?? throw new ModelInputException($"{_model.Manifest.Id}: the input '{input.Signature.Name}' is missing.");
            if (input.Signature.Mismatch(tensor.Shape, _sizes) is { } problem)
            {
                throw new ModelInputException($"{_model.Manifest.Id}: the input {problem}.");
            }

            _inputValues[i] = tensor.Value;
        }
    }

    /// <summary>Every dimension of an output is fixed or one of an input's: <see cref="ModelSignature"/> saw to that.</summary>
    private void ShapeOutputs()
    {
        Span<int> shape = stackalloc int[8];
        for (var i = 0; i < _outputs.Length; i++)
        {
            var dimensions = _outputs[i].Signature.Dimensions;
            for (var axis = 0; axis < dimensions.Count; axis++)
            {
                shape[axis] = dimensions[axis].IsFixed ? dimensions[axis].Size : _sizes[dimensions[axis].Symbol];
            }

            _outputs[i].Shape(shape[..dimensions.Count]);
            _outputValues[i] = _outputs[i].Current!.Value;
        }
    }

    private void Execute(CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, _options);
        try
        {
            _model.Run(_options, _inputNames, _inputValues, _outputValues);
        }
        catch (OnnxRuntimeException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The model run was cancelled.", exception, cancellationToken);
        }
        finally
        {
            // No later than here is the callback over, or never to come.
            registration.Dispose();
            if (_options.Terminate)
            {
                _options.Terminate = false;
            }
        }
    }

    private ModelOutputs Read()
    {
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (!_outputs[i].IsFinite())
            {
                throw _model.NotFinite(_outputs[i].Signature.Name);
            }

            _results[i] = _outputs[i].Current!.Host;
        }

        return new ModelOutputs(_results);
    }
}
