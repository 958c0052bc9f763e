using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Sessions;

/// <summary>Opens a model file as the options say.</summary>
internal static class SessionFactory
{
    /// <exception cref="ModelLoadException">The provider is not there, or the file is no model.</exception>
    public static InferenceSession Open(ModelManifest manifest, ModelsOptions options)
    {
        if (Engine.Problem(options.Provider) is { } problem)
        {
            throw new ModelLoadException(problem);
        }

        var path = Path.Combine(manifest.Folder, manifest.Model.File);
        using var session = Configure(manifest, options);
        try
        {
            // Engines are TensorRT's own cache; a graph that was optimized for a GPU is not written: parts of it only live there.
            return options.OptimizedModelCache.Length > 0 && options.Provider == ExecutionProvider.Cpu
                ? new OptimizedModelCache(options.OptimizedModelCache).Open(manifest, path, session)
                : new InferenceSession(path, session);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelLoadException($"'{path}' is not a model that ONNX Runtime can run: {exception.Message}", exception);
        }
    }

    private static SessionOptions Configure(ModelManifest manifest, ModelsOptions options)
    {
        var session = new SessionOptions
        {
            LogId = manifest.Id,
            IntraOpNumThreads = options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

            // A memory plan is kept for every shape ever seen: with several free dimensions that grows without end.
            EnableMemoryPattern = false,
        };
        try
        {
            session.AddSessionConfigEntry("session.intra_op.allow_spinning", options.AllowSpinning ? "1" : "0");
            if (options.Profile.Length > 0)
            {
                Directory.CreateDirectory(options.Profile);
                session.ProfileOutputPathPrefix = Path.Combine(options.Profile, manifest.Id);
                session.EnableProfiling = true;
            }

            AppendProvider(session, options);
            return session;
        }
        catch (OnnxRuntimeException exception)
        {
            session.Dispose();
            throw new ModelLoadException($"{Engine.NotThere(options.Provider)} ({exception.Message})", exception);
        }
    }

    private static void AppendProvider(SessionOptions session, ModelsOptions options)
    {
        if (options.Provider == ExecutionProvider.TensorRt)
        {
            using var tensorRt = new OrtTensorRTProviderOptions();
            tensorRt.UpdateOptions(new Dictionary<string, string>(EngineCache(options))
            {
                ["device_id"] = options.DeviceId.ToString(CultureInfo.InvariantCulture),
            });
            session.AppendExecutionProvider_Tensorrt(tensorRt);
        }

        if (options.Provider is ExecutionProvider.TensorRt or ExecutionProvider.Cuda)
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string>
            {
                ["device_id"] = options.DeviceId.ToString(CultureInfo.InvariantCulture),

                // An exhaustive search runs again for every new clip length.
                ["cudnn_conv_algo_search"] = "HEURISTIC",
            });
            session.AppendExecutionProvider_CUDA(cuda);
        }
    }

    private static Dictionary<string, string> EngineCache(ModelsOptions options) =>
        options.OptimizedModelCache.Length == 0
            ? []
            : new Dictionary<string, string>
            {
                ["trt_engine_cache_enable"] = "1",
                ["trt_engine_cache_path"] = options.OptimizedModelCache,
                ["trt_timing_cache_enable"] = "1",
                ["trt_timing_cache_path"] = options.OptimizedModelCache,
            };
}
