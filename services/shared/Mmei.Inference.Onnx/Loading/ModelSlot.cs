using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mmei.Inference.Onnx;

/// <summary>The model of one role: loaded once, on first use or at start-up; a failure is remembered and told again to whoever asks.</summary>
internal sealed class ModelSlot(ModelRole role, IOptions<ModelsOptions> options, TimeProvider time, ILogger<ModelSlot> logger) : IDisposable
{
    private readonly Lazy<OnnxModel> model = new(() => Load(role, options.Value, time, logger));

    public ModelRole Role => role;

    public bool IsLoaded => model.IsValueCreated;

    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public OnnxModel Model => model.Value;

    public void Dispose()
    {
        if (IsLoaded)
        {
            Model.Dispose();
        }
    }

    private static OnnxModel Load(ModelRole role, ModelsOptions options, TimeProvider time, ILogger logger)
    {
        var started = time.GetTimestamp();
        var id = options[role];
        try
        {
            var root = options.Root.Length > 0 ? options.Root : ModelRoot.Find(AppContext.BaseDirectory);
            var model = OnnxModel.Load(Path.Combine([root, .. id.Split('@')]), options);
            if (model.Manifest.Id != id || model.Manifest.Role != role)
            {
                model.Dispose();
                throw new ModelLoadException($"'{model.Manifest.Folder}' holds {model.Manifest.Id} for {model.Manifest.Role}, not {id} for {role}.");
            }

            var elapsed = time.GetElapsedTime(started);
            OnnxInstruments.Load(id, elapsed);
            ModelLog.Loaded(logger, id, role, options.Provider, options.IntraOpThreads, elapsed.TotalMilliseconds);
            return model;
        }
        catch (ModelLoadException exception)
        {
            ModelLog.Refused(logger, exception, id, role, exception.Message);
            throw;
        }
    }
}
