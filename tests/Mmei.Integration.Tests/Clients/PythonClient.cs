using Mmei.Integration.Tests.Platform;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Clients;

/// <summary>The Python client, and a program of somebody who has it on their path.</summary>
internal static class PythonClient
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "gateway", "clients", "python");

    public static async Task<ProgramRun> RunAsync(RunningPlatform platform, string code)
    {
        using var project = new TempFolder();
        await File.WriteAllTextAsync(project["program.py"], code);
        return await ProgramRun.RunAsync(
            project.Path, platform, "env", $"PYTHONPATH={Folder}", "PYTHONDONTWRITEBYTECODE=1", "python3", "program.py");
    }
}
