namespace Microsoft.ML.OnnxRuntime;

/// <summary>What an <see cref="OrtEnv"/> may be given at its creation; everything is optional.</summary>
public struct EnvironmentCreationOptions
{
    public string? logId;

    public OrtLoggingLevel? logLevel;

    public nint? loggingParam;

    public DOrtLoggingFunction? loggingFunction;
}
