namespace Mmei.Testing.Tracing;

/// <summary>A log entry as a service sent it; ids in lower-case hex, empty where it belongs to no span.</summary>
public sealed record CollectedLog(
    string Service, string Severity, string Text, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Attributes);
