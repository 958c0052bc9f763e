using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace Mmei.Inference.Onnx.Sessions;

/// <summary>What must hold before ONNX Runtime is used.</summary>
internal sealed partial class Engine : IValidateOptions<ModelsOptions>
{
    private const string TelemetrySwitch = "ORT_DISABLE_TELEMETRY";

    /// <summary>What is wrong, in a sentence, or null. ONNX Runtime is not touched before it is known that it keeps to itself.</summary>
    public static string? Problem(ExecutionProvider provider)
    {
        // The C library's variable: one that .NET sets in its own copy never gets there.
        if (Marshal.PtrToStringUTF8(NativeVariable(TelemetrySwitch)) != "1")
        {
            return $"Set {TelemetrySwitch}=1 in the environment of this process: "
                + "without it ONNX Runtime reports its use over the network and writes to the home folder.";
        }

        string[] needed = provider switch
        {
            ExecutionProvider.Cuda => ["CUDAExecutionProvider"],
            ExecutionProvider.TensorRt => ["CUDAExecutionProvider", "TensorrtExecutionProvider"],
            _ => [],
        };
        return needed.Except(OrtEnv.Instance().GetAvailableProviders()).Any() ? NotThere(provider) : null;
    }

    public static string NotThere(ExecutionProvider provider) =>
        $"Models:Provider is {provider}, which this machine or this build of ONNX Runtime does not have; "
        + "set it to Cpu, or run a GPU image on a machine with a GPU.";

    public ValidateOptionsResult Validate(string? name, ModelsOptions options) =>
        Problem(options.Provider) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NativeVariable(string name);
}
