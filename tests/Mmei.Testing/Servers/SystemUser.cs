using System.Diagnostics;

namespace Mmei.Testing.Servers;

/// <summary>
/// Runs servers that refuse to be root as the user that their package made for them; as anyone else, runs them as they are.
/// </summary>
internal sealed class SystemUser(string name)
{
    /// <summary>Whether commands run as the user; the folders they write must then belong to it.</summary>
    public bool IsOther { get; } = Environment.IsPrivilegedProcess
        && File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{name}:", StringComparison.Ordinal));

    /// <summary>The command line that makes <paramref name="command"/> the leader of its own process group, under this user.</summary>
    public string[] CommandLine(params IEnumerable<string> command) => IsOther
        ? ["setsid", "setpriv", "--reuid", name, "--regid", name, "--clear-groups", "--", .. command]
        : ["setsid", .. command];

    /// <summary>Gives the folder to the user.</summary>
    public async Task OwnAsync(string folder)
    {
        if (IsOther)
        {
            using var process = Process.Start("chown", ["-R", name, folder]);
            await process.WaitForExitAsync();
        }
    }
}
