namespace Mmei.Integration.Tests.Platform;

/// <summary>Where the repository is: the folder above the tests that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Samples => Path.Combine(Root, "models", "samples");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Mmei.Platform.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}
