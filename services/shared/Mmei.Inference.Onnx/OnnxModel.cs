using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx.Buffers;
using Mmei.Inference.Onnx.Sessions;
using Mmei.Inference.Onnx.Signatures;

namespace Mmei.Inference.Onnx;

/// <summary>
/// A model run by ONNX Runtime. Inputs are read and outputs written where they lie; nothing is copied. Buffers that outlive the model can
/// no longer run; a run that is under way when the model is disposed ends as if it were not, and closes the model.
/// </summary>
public sealed class OnnxModel : IModel
{
    private readonly InferenceSession _session;
    private readonly ModelSignature _signature;
    private readonly SharedUse _use;

    private OnnxModel(ModelManifest manifest, InferenceSession session, bool profiled)
    {
        Manifest = manifest;
        _session = session;
        _signature = new ModelSignature(manifest, session);
        _use = new SharedUse(this, () =>
        {
            if (profiled)
            {
                session.EndProfiling();
            }

            session.Dispose();
        });
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
            Warmup.Run(model, model._signature);
            return model;
        }
        catch (Exception exception)
            when (exception is ModelLoadException or ModelInputException or ModelOutputException or OnnxRuntimeException)
        {
            session.Dispose();
            throw new ModelLoadException($"'{folder}' cannot be served: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public IModelBuffers CreateBuffers()
    {
        _use.ThrowIfClosed();
        return new OnnxBuffers(this, _signature);
    }

    public void Dispose() => _use.Close();

    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    /// <exception cref="OnnxRuntimeException">The engine failed, or was told to end the run.</exception>
    internal void Run(RunOptions options, string[] inputNames, OrtValue[] inputs, OrtValue[] outputs)
    {
        _use.Enter();
        try
        {
            _session.Run(options, inputNames, inputs, _signature.OutputNames, outputs);
        }
        finally
        {
            _use.Leave();
        }
    }

    /// <summary>Counts an output that holds NaN or infinity, and says so.</summary>
    internal ModelOutputException NotFinite(string output)
    {
        OnnxInstruments.RefuseNonFinite(Manifest.Id, output);
        return new ModelOutputException($"{Manifest.Id}: the output '{output}' holds NaN or infinity.");
    }
}
