using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Mmei.Compat.OnnxRuntime.Tests;

/// <summary>What the library logs in this process; also how a test knows that a run is under way.</summary>
internal static class LibraryLog
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Awaited = new();

    public static ConcurrentQueue<(OrtLoggingLevel Severity, string LogId, string Text)> Entries { get; } = new();

    /// <summary>Options, and a task that ends when the library has begun a run with them. The session must log at level INFO.</summary>
    public static (RunOptions Options, Task Started) Watch([CallerMemberName] string tag = "")
    {
        var started = Awaited.GetOrAdd($"Running with tag: {tag}", _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return (new RunOptions { LogId = tag }, started.Task);
    }

    // The environment is made once in a process, before any test.
    [ModuleInitializer]
    internal static void CreateEnvironment()
    {
        var options = new EnvironmentCreationOptions
        {
            logId = "tests",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
            loggingFunction = (_, severity, _, logId, _, message) => Write(severity, logId, message),
        };
        OrtEnv.CreateInstanceWithOptions(ref options);
    }

    private static void Write(OrtLoggingLevel severity, string logId, string text)
    {
        Entries.Enqueue((severity, logId, text));
        if (Awaited.TryGetValue(text, out var started))
        {
            started.TrySetResult();
        }
    }
}
