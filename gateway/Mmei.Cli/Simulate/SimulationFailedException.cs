namespace Mmei.Cli.Simulate;

/// <summary>The platform answered, but people cannot be simulated on it; the message says why.</summary>
internal sealed class SimulationFailedException(string message) : Exception(message);
