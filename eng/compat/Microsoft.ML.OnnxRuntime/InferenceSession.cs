using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs may overlap on any number of threads.</summary>
public unsafe class InferenceSession : IDisposable
{
    private readonly SessionHandle handle;
    private readonly SessionNodes inputs;
    private readonly SessionNodes outputs;

    public InferenceSession(string modelPath)
        : this(Create(modelPath, null))
    {
    }

    public InferenceSession(string modelPath, SessionOptions options)
        : this(Create(modelPath, options))
    {
    }

    public InferenceSession(byte[] model)
        : this(Create(model, null))
    {
    }

    public InferenceSession(byte[] model, SessionOptions options)
        : this(Create(model, options))
    {
    }

    private InferenceSession(SessionHandle session)
    {
        handle = session;
        using var self = new Lease(handle);
        inputs = new SessionNodes(
            "Input", self.Pointer, OrtApi.Table->SessionGetInputCount, OrtApi.Table->SessionGetInputName, OrtApi.Table->SessionGetInputTypeInfo);
        outputs = new SessionNodes(
            "Output", self.Pointer, OrtApi.Table->SessionGetOutputCount, OrtApi.Table->SessionGetOutputName, OrtApi.Table->SessionGetOutputTypeInfo);
        ModelMetadata = new ModelMetadata(self.Pointer);
    }

    public IReadOnlyList<string> InputNames => inputs.Names;

    public IReadOnlyList<string> OutputNames => outputs.Names;

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => inputs.Metadata;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => outputs.Metadata;

    public ModelMetadata ModelMetadata { get; }

    /// <summary>Runs the model and returns the outputs asked for, in that order; the caller disposes them.</summary>
    /// <exception cref="OnnxRuntimeException">A name is unknown, or a value has the wrong type or shape.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames)
    {
        CheckLengths(inputNames, inputValues, nameof(inputNames), nameof(inputValues));
        Span<nint> results = stackalloc nint[outputNames.Count];
        results.Clear();
        Run(runOptions, inputNames, inputValues, outputNames, results);

        var values = new DisposableList<OrtValue>(results.Length);
        foreach (var result in results)
        {
            values.Add(new OrtValue(result));
        }

        return values;
    }

    /// <inheritdoc cref="Run(RunOptions, IReadOnlyCollection{string}, IReadOnlyCollection{OrtValue}, IReadOnlyCollection{string})"/>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    /// <summary>Runs the model into values that the caller prepared with the right type and shape.</summary>
    /// <exception cref="OnnxRuntimeException">A name is unknown, or a value has the wrong type or shape.</exception>
    public void Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        CheckLengths(inputNames, inputValues, nameof(inputNames), nameof(inputValues));
        CheckLengths(outputNames, outputValues, nameof(outputNames), nameof(outputValues));
        Span<nint> results = stackalloc nint[outputValues.Count];
        using var leases = new ValueLeases(outputValues, results);
        Run(runOptions, inputNames, inputValues, outputNames, results);
    }

    /// <summary>Ends profiling and returns the path of the file that it wrote.</summary>
    public string EndProfiling()
    {
        using var self = new Lease(handle);
        byte* path;
        OrtApi.Check(OrtApi.Table->SessionEndProfiling(self.Pointer, OrtAllocator.DefaultInstance.Pointer, &path));
        return OrtApi.TakeText(path);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }
    }

    private static SessionHandle Create(string path, SessionOptions? options)
    {
        using var defaults = options is null ? new SessionOptions() : null;
        using var chosen = new Lease(options ?? defaults!);
        nint session;
        fixed (byte* file = OrtApi.Utf8(path))
        {
            OrtApi.Check(OrtApi.Table->CreateSession(OrtEnv.Instance().Pointer, file, chosen.Pointer, &session));
        }

        return new SessionHandle(session);
    }

    private static SessionHandle Create(byte[] model, SessionOptions? options)
    {
        using var defaults = options is null ? new SessionOptions() : null;
        using var chosen = new Lease(options ?? defaults!);
        nint session;
        fixed (byte* bytes = model)
        {
            OrtApi.Check(OrtApi.Table->CreateSessionFromArray(OrtEnv.Instance().Pointer, bytes, (nuint)model.Length, chosen.Pointer, &session));
        }

        return new SessionHandle(session);
    }

    private static void CheckLengths<TValue>(IReadOnlyCollection<string> names, IReadOnlyCollection<TValue> values, string namesName, string valuesName)
    {
        if (names.Count != values.Count)
        {
            throw new ArgumentException($"Length of {namesName} ({names.Count}) must match that of {valuesName} ({values.Count}).");
        }
    }

    // A result is a value to write to, or zero where the library shall make one.
    private void Run(
        RunOptions options,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        Span<nint> results)
    {
        Span<nint> inputKeys = stackalloc nint[inputNames.Count];
        Span<nint> outputKeys = stackalloc nint[outputNames.Count];
        inputs.Resolve(inputNames, inputKeys);
        outputs.Resolve(outputNames, outputKeys);

        Span<nint> arguments = stackalloc nint[inputValues.Count];
        using var leases = new ValueLeases(inputValues, arguments);
        using var self = new Lease(handle);
        using var run = new Lease(options);
        fixed (nint* keys = inputKeys, values = arguments, wanted = outputKeys, given = results)
        {
            OrtApi.Check(OrtApi.Table->Run(
                self.Pointer, run.Pointer, keys, values, (nuint)inputKeys.Length, wanted, (nuint)outputKeys.Length, given));
        }

        GC.KeepAlive(this); // The names just passed live as long as this does.
    }
}
