namespace Mmei.Cli;

/// <summary>What was asked for cannot be done with what was given; the message names the file, row or option.</summary>
internal sealed class UsageException(string message) : Exception(message);
