using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The process-wide environment of ONNX Runtime, created on first use.</summary>
public sealed class OrtEnv : SafeHandle
{
    private const string DefaultLogId = "CSharpOnnxRuntime";

    private static readonly Lazy<OrtEnv> Singleton = new(Create);

    private static EnvironmentCreationOptions creation;

    private OrtEnv(nint environment, OrtLoggingLevel level)
        : base(0, ownsHandle: true)
    {
        SetHandle(environment);
        EnvLogLevel = level;
    }

    public static bool IsCreated => Singleton.IsValueCreated;

    public OrtLoggingLevel EnvLogLevel { get; }

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    public static OrtEnv Instance() => Singleton.Value;

    /// <exception cref="OnnxRuntimeException">The environment exists already, so the options would have no effect.</exception>
    public static OrtEnv CreateInstanceWithOptions(ref EnvironmentCreationOptions options)
    {
        if (IsCreated)
        {
            throw new OnnxRuntimeException(ErrorCode.RuntimeException, "OrtEnv singleton instance already exists, supplied options would not have effect");
        }

        creation = options;
        return Singleton.Value;
    }

#pragma warning disable CA1822 // Instance members in the official package.
    public string GetVersionString() => OrtApi.LibraryVersion;

    public unsafe string[] GetAvailableProviders()
    {
        byte** names;
        int count;
        OrtApi.Check(OrtApi.Table->GetAvailableProviders(&names, &count));
        try
        {
            var providers = new string[count];
            for (var i = 0; i < count; i++)
            {
                providers[i] = OrtApi.Text(names[i]) ?? "";
            }

            return providers;
        }
        finally
        {
            OrtApi.Check(OrtApi.Table->ReleaseAvailableProviders(names, count));
        }
    }
#pragma warning restore CA1822

    protected override unsafe bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseEnv(handle);
        return true;
    }

    private static unsafe OrtEnv Create()
    {
        var level = creation.logLevel ?? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        var logId = string.IsNullOrEmpty(creation.logId) ? DefaultLogId : creation.logId;
        nint environment;
        fixed (byte* id = OrtApi.Utf8(logId))
        {
            OrtApi.Check(creation.loggingFunction is null
                ? OrtApi.Table->CreateEnv(level, id, &environment)
                : OrtApi.Table->CreateEnvWithCustomLogger(&Log, creation.loggingParam ?? 0, level, id, &environment));
        }

        return new OrtEnv(environment, level);
    }

    [UnmanagedCallersOnly]
    private static unsafe void Log(nint param, int severity, byte* category, byte* logId, byte* codeLocation, byte* message) =>
        creation.loggingFunction!(
            param,
            (OrtLoggingLevel)severity,
            OrtApi.Text(category) ?? "",
            OrtApi.Text(logId) ?? "",
            OrtApi.Text(codeLocation) ?? "",
            OrtApi.Text(message) ?? "");
}
