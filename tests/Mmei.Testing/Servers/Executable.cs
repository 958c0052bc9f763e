namespace Mmei.Testing.Servers;

internal static class Executable
{
    /// <summary>The first existing file of this name in the given folders or else on the PATH; null when there is none.</summary>
    public static string? Find(string name, params IEnumerable<string> folders) => folders
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
