namespace Mmei.Benchmarks.Soak;

/// <summary>What was seen at one time.</summary>
/// <param name="Seconds">From the beginning.</param>
/// <param name="DatabaseBytes">The file and its log.</param>
/// <param name="ResidentBytes">The process's memory.</param>
internal sealed record SoakSample(double Seconds, long DatabaseBytes, long ResidentBytes);
