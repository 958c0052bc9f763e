using Microsoft.Extensions.Logging;

namespace Mmei.Inference.Onnx;

internal static partial class ModelLog
{
    [LoggerMessage(LogLevel.Information, "Loaded {Model} for {Role} on {Provider} with {Threads} threads in {Milliseconds:F0} ms.")]
    public static partial void Loaded(ILogger logger, string model, ModelRole role, ExecutionProvider provider, int threads, double milliseconds);

    [LoggerMessage(LogLevel.Critical, "{Model} for {Role} (setting Models:{Role}) cannot be served: {Reason}")]
    public static partial void Refused(ILogger logger, Exception exception, string model, ModelRole role, string reason);
}
