namespace Mmei.AppHost;

/// <summary>A service to start, as <c>./mmei up --dashboard</c> plans it.</summary>
/// <param name="Program">The assembly.</param>
/// <param name="Port">Where it listens, and says whether it is ready.</param>
/// <param name="Environment">Its settings.</param>
internal sealed record PlannedService(string Program, int Port, IReadOnlyDictionary<string, string> Environment);
