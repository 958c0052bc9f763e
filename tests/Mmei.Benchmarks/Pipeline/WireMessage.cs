namespace Mmei.Benchmarks.Pipeline;

/// <summary>A message as the broker sees it.</summary>
/// <param name="Bytes">The length of its body.</param>
/// <param name="Persistent">Whether the broker is asked to write it down.</param>
internal sealed record WireMessage(int Bytes, bool Persistent);
