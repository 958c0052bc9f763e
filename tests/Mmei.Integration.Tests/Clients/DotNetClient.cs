using Mmei.Integration.Tests.Platform;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Clients;

/// <summary>The .NET client as a package, and a program of somebody who uses it.</summary>
internal static class DotNetClient
{
    private static readonly string[] Packed = ["contracts/Mmei.Contracts", "gateway/Mmei.Client"];

    /// <summary>Compiles and runs a program of one file that takes the packages from a folder beside it.</summary>
    public static async Task<ProgramRun> RunAsync(RunningPlatform platform, string code)
    {
        using var project = new TempFolder();
        foreach (var package in Packed)
        {
            var pack = await ProgramRun.RunAsync(Repository.Root, null, "dotnet", "pack", package, "--output", project["packages"]);
            pack.ShouldSucceed().Output.ShouldNotContain("is missing");
        }

        await File.WriteAllTextAsync(project["program.cs"], code);

        // With caches of its own: the packages of a moment before have the same version.
        return await ProgramRun.RunAsync(
            project.Path, platform, "env", $"NUGET_PACKAGES={project["cache"]}", $"XDG_DATA_HOME={project.Path}", "dotnet", "run",
            "program.cs");
    }
}
