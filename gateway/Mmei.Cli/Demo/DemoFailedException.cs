namespace Mmei.Cli.Demo;

/// <summary>The platform answered, but the demonstration cannot go on; the message says why.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
