using Mmei.Integration.Tests.Platform;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Clients;

/// <summary>The TypeScript client, and a project of somebody who has installed it.</summary>
internal static class TypeScriptClient
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "gateway", "clients", "typescript");

    /// <summary>Installs what the client is built with. Where the registry cannot be reached, the test is skipped.</summary>
    public static Task InstallAsync() => Npm.RunAsync(Folder, "ci");

    /// <summary>Checks the types of a program that uses the client, as somebody who installed it, and runs it.</summary>
    public static async Task<ProgramRun> RunAsync(RunningPlatform platform, string code)
    {
        await InstallAsync();
        using var project = new TempFolder();
        (await ProgramRun.RunAsync(Folder, null, "npm", "run", "build")).ShouldSucceed();
        var packed = (await ProgramRun.RunAsync(Folder, null, "npm", "pack", "--pack-destination", project.Path)).ShouldSucceed();
        await File.WriteAllTextAsync(project["package.json"], """{ "type": "module" }""");
        await Npm.RunAsync(project.Path, "install", packed.Output.Trim());
        await File.WriteAllTextAsync(project["program.ts"], code);

        var modules = Path.Combine(Folder, "node_modules");
        (await ProgramRun.RunAsync(
            project.Path, null, "node", Path.Combine(modules, "typescript", "bin", "tsc"), "--strict", "--module", "nodenext", "--target",
            "es2022", "--types", "node", "--typeRoots", Path.Combine(modules, "@types"), "program.ts")).ShouldSucceed();
        return await ProgramRun.RunAsync(project.Path, platform, "node", "program.js");
    }
}
