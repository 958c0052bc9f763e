using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;

namespace Mmei.Benchmarks.Encoders;

/// <summary>An encoder's ONNX file and nothing else: tensors over arrays that are made once for every shape, and runs.</summary>
internal sealed unsafe class BareModel : IDisposable
{
    private static readonly string[] OutputNames = ["tokens", "token_counts"];

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly ModelManifest _manifest;
    private readonly string[] _inputNames;
    private readonly Dictionary<(int Count, int Length), (OrtValue[] Inputs, OrtValue[] Outputs)> _tensors = [];
    private readonly float[] _tokens;
    private readonly long[] _counts;

    /// <param name="manifest">Describes the file.</param>
    /// <param name="maxBatch">Most inputs of a run.</param>
    /// <param name="maxLength">Most values of one input.</param>
    /// <param name="threads">Of a run.</param>
    public BareModel(ModelManifest manifest, int maxBatch, int maxLength, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, EnableMemoryPattern = false };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", new ModelsOptions().AllowSpinning ? "1" : "0");
        _manifest = manifest;
        _session = new InferenceSession(Path.Combine(manifest.Folder, manifest.Model.File), options);
        _inputNames = [.. manifest.Inputs.Select(input => input.Name)];
        var isText = manifest.Role == ModelRole.Text;
        Floats = isText ? [] : GC.AllocateArray<float>(maxBatch * maxLength, pinned: true);
        Integers = isText ? [.. _inputNames.Select(_ => GC.AllocateArray<long>(maxBatch * maxLength, pinned: true))] : [];
        _tokens = GC.AllocateArray<float>(maxBatch * TokenRows * TokenColumns, pinned: true);
        _counts = GC.AllocateArray<long>(maxBatch, pinned: true);
    }

    /// <summary>The one input of a model of pictures or sounds.</summary>
    public float[] Floats { get; }

    /// <summary>The inputs of a text model, in the order of the manifest.</summary>
    public long[][] Integers { get; }

    private int TokenRows => _manifest.Outputs[0].Shape[1].GetInt32();

    private int TokenColumns => _manifest.Outputs[0].Shape[2].GetInt32();

    /// <summary>Runs on inputs of one length, which lie one after another in the arrays.</summary>
    public void Run(int count, int length)
    {
        if (!_tensors.TryGetValue((count, length), out var tensors))
        {
            _tensors[(count, length)] = tensors = (Inputs(count, length), Outputs(count));
        }

        _session.Run(_options, _inputNames, tensors.Inputs, OutputNames, tensors.Outputs);
    }

    /// <summary>The valid tokens of an input of the last run.</summary>
    public ReadOnlySpan<float> Tokens(int index) => _tokens.AsSpan(index * TokenRows * TokenColumns, (int)_counts[index] * TokenColumns);

    public void Dispose()
    {
        foreach (var value in _tensors.Values.SelectMany(tensors => tensors.Inputs.Concat(tensors.Outputs)))
        {
            value.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue[] Inputs(int count, int length) => _manifest.Preprocessing switch
    {
        ImagePreprocessing image => [Value(Floats, TensorElementType.Float, count, image.Mean.Count, image.Height, image.Width)],
        AudioPreprocessing => [Value(Floats, TensorElementType.Float, count, length)],
        _ => [.. Integers.Select(integers => Value(integers, TensorElementType.Int64, count, length))],
    };

    private OrtValue[] Outputs(int count) =>
        [Value(_tokens, TensorElementType.Float, count, TokenRows, TokenColumns), Value(_counts, TensorElementType.Int64, count)];

    /// <summary>The arrays are pinned for good, so their address holds.</summary>
    private static OrtValue Value<T>(T[] memory, TensorElementType type, params long[] shape)
        where T : unmanaged
    {
        fixed (T* data = memory)
        {
            return OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, type, shape, (nint)data, (long)memory.Length * sizeof(T));
        }
    }
}
