namespace Microsoft.ML.OnnxRuntime;

/// <summary>Receives what the library logs. Called from native threads: must not throw.</summary>
public delegate void DOrtLoggingFunction(nint param, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message);
