using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Loading;

/// <summary>Finds, opens and times the models of a role that a setting names.</summary>
internal sealed class ModelOpener(
    ModelRole role, string setting, IOptions<ModelsOptions> settings, TimeProvider time, ILogger logger)
{
    /// <param name="id">name@version.</param>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public OnnxModel Open(string id)
    {
        var started = time.GetTimestamp();
        var options = settings.Value;
        try
        {
            var root = options.Root.Length > 0 ? options.Root : ModelRoot.Find(AppContext.BaseDirectory);
            var model = OnnxModel.Load(Path.Combine([root, .. id.Split('@')]), options);
            if (model.Manifest.Id != id || model.Manifest.Role != role)
            {
                model.Dispose();
                throw new ModelLoadException(
                    $"'{model.Manifest.Folder}' holds {model.Manifest.Id} for {model.Manifest.Role}, not {id} for {role}.");
            }

            var elapsed = time.GetElapsedTime(started);
            OnnxInstruments.Load(id, elapsed);
            ModelLog.Loaded(logger, id, role, options.Provider, options.IntraOpThreads, elapsed.TotalMilliseconds);
            return model;
        }
        catch (ModelLoadException exception)
        {
            throw new ModelLoadException(
                $"Models:{setting} is {id}, which cannot be served; change it, or mend this: {exception.Message}", exception);
        }
    }
}
