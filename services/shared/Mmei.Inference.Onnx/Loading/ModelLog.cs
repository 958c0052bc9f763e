using Microsoft.Extensions.Logging;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Loading;

internal static partial class ModelLog
{
    [LoggerMessage(LogLevel.Information, "Loaded {Model} for {Role} on {Provider} with {Threads} threads in {Milliseconds:F0} ms.")]
    public static partial void Loaded(
        ILogger logger, string model, ModelRole role, ExecutionProvider provider, int threads, double milliseconds);

    [LoggerMessage(LogLevel.Information, "{Last} gave way to {Next} for {Role}.")]
    public static partial void Replaced(ILogger logger, string last, string next, ModelRole role);

    [LoggerMessage(LogLevel.Error, "{Model} stays in force for {Role}: {Reason}")]
    public static partial void Kept(ILogger logger, string model, ModelRole role, string reason);

    [LoggerMessage(LogLevel.Error, "The new setting Models:{Setting} is not name@version and changes nothing.")]
    public static partial void Unreadable(ILogger logger, string setting);
}
