namespace Mmei.Testing.Tracing;

/// <summary>A metric as a service sent it, with the labels of its points; each once.</summary>
public sealed record CollectedMetric(string Service, string Name, string Unit, IReadOnlyList<KeyValuePair<string, string>> Labels);
