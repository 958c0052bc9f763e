namespace Mmei.Testing.Tracing;

/// <summary>A span as a service sent it; ids in lower-case hex, the parent empty for a root.</summary>
public sealed record CollectedSpan(
    string Service, string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes);
