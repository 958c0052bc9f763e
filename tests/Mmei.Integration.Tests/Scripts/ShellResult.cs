namespace Mmei.Integration.Tests.Scripts;

/// <summary>How commands ended, and what they said.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Errors);
