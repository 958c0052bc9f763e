using System.Text;

namespace Mmei.Architecture.Tests;

/// <summary>The files of the repository as a fresh clone has them, without what builds and runs leave behind.</summary>
internal static class Repository
{
    private static readonly string[] Leftovers =
        [".git", "bin", "obj", "node_modules", ".mmei", ".vs", ".idea", "TestResults", "__pycache__", ".pytest_cache", "models/runs",
            "models/cache", "artifacts/bin", "gateway/clients/typescript/dist"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Enumerate("").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project.Load)];

    /// <summary>What is shipped: contracts, gateway, services.</summary>
    public static IReadOnlyList<Project> Production { get; } = [.. Projects.Where(project => project.IsProduction)];

    /// <summary>The C# sources of what is shipped.</summary>
    public static IReadOnlyList<string> ProductionSources { get; } =
        [.. Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && Project.IsProductionPath(file))];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The text of a file, or null for one that is not text.</summary>
    public static string? ReadText(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Root, file));
        return bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    private static IEnumerable<string> Enumerate(string folder)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(Root, folder)).EnumerateFileSystemInfos())
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (Leftovers.Contains(entry.Name) || Leftovers.Contains(path))
            {
                continue;
            }

            if (entry is DirectoryInfo { LinkTarget: null })
            {
                foreach (var file in Enumerate(path))
                {
                    yield return file;
                }
            }
            else if (entry is FileInfo { LinkTarget: null })
            {
                yield return path;
            }
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mmei.Platform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run from within the repository: no folder above them has Mmei.Platform.sln.");
    }
}
