using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx;

/// <summary>A run's inputs, checked against what the model takes and pinned where they lie until disposed.</summary>
internal sealed class BoundInputs : IDisposable
{
    private readonly string model;
    private readonly OrtValue[] values;
    private readonly string[] names;

    /// <param name="model">Names the model in messages.</param>
    /// <param name="signatures">What the model takes.</param>
    /// <param name="inputs">What it is given, in any order.</param>
    /// <param name="sizes">Receives the sizes of the named dimensions.</param>
    /// <exception cref="ModelInputException">An input is missing, unknown, or of another type or shape.</exception>
    public BoundInputs(string model, IReadOnlyList<TensorSignature> signatures, IReadOnlyList<HostTensor> inputs, Span<int> sizes)
    {
        this.model = model;
        CheckNames(signatures, inputs);
        values = new OrtValue[inputs.Count];
        names = new string[inputs.Count];
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                var input = inputs.First(tensor => tensor.Name == signatures[i].Name);
                names[i] = input.Name;
                values[i] = Bind(signatures[i], input, sizes);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyCollection<string> Names => names;

    public IReadOnlyCollection<OrtValue> Values => values;

    public void Dispose()
    {
        foreach (var value in values)
        {
            value?.Dispose();
        }
    }

    private void CheckNames(IReadOnlyList<TensorSignature> signatures, IReadOnlyList<HostTensor> inputs)
    {
        foreach (var signature in signatures)
        {
            var given = inputs.Count(input => input.Name == signature.Name);
            if (given != 1)
            {
                throw new ModelInputException($"{model}: the input '{signature.Name}' is {(given == 0 ? "missing" : "given twice")}.");
            }
        }

        if (inputs.FirstOrDefault(input => signatures.All(signature => signature.Name != input.Name)) is { } unknown)
        {
            throw new ModelInputException($"{model}: there is no input '{unknown.Name}'.");
        }
    }

    private OrtValue Bind(TensorSignature signature, HostTensor input, Span<int> sizes)
    {
        int[] shape = [.. input.Shape];
        if (signature.Mismatch(shape, sizes) is { } problem)
        {
            throw new ModelInputException($"{model}: the input {problem}.");
        }

        return (signature.Element, input) switch
        {
            (TensorElementType.Float, FloatTensor floats) => Pin(signature, floats.Values, shape),
            (TensorElementType.Int64, Int64Tensor integers) => Pin(signature, integers.Values, shape),
            _ => throw new ModelInputException($"{model}: the input '{signature.Name}' is a {input.GetType().Name}, the model takes {signature.Element}."),
        };
    }

    private OrtValue Pin<T>(TensorSignature signature, Memory<T> memory, int[] shape)
        where T : unmanaged
    {
        var elements = shape.Aggregate(1L, (product, dimension) => product * dimension);
        return memory.Length == elements
            ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, Array.ConvertAll(shape, dimension => (long)dimension))
            : throw new ModelInputException(
                $"{model}: the input '{signature.Name}' has {memory.Length} values, its shape [{string.Join(',', shape)}] needs {elements}.");
    }
}
