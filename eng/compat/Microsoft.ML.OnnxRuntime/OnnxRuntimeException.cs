namespace Microsoft.ML.OnnxRuntime;

/// <summary>An error that ONNX Runtime reports; the text begins with <c>[ErrorCode:InvalidArgument]</c> or the like.</summary>
public class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(ErrorCode errorCode, string message)
        : base($"[ErrorCode:{errorCode}] {message}")
    {
    }
}
