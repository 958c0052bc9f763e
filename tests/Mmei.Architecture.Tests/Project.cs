using System.Xml.Linq;

namespace Mmei.Architecture.Tests;

/// <summary>A project file: what it is and what it asks for.</summary>
internal sealed record Project(string Name, string Path, IReadOnlyList<string> ProjectReferences, IReadOnlyList<string> Packages)
{
    public bool IsProduction => IsProductionPath(Path);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsContracts => Path.StartsWith("contracts/", StringComparison.Ordinal);

    public bool IsShared => Path.StartsWith("services/shared/", StringComparison.Ordinal);

    /// <summary>The folder of the service that it belongs to: <c>gateway</c>, or one of those under <c>services</c>.</summary>
    public string Service => Path.StartsWith("services/", StringComparison.Ordinal) ? Path.Split('/')[1] : Path.Split('/')[0];

    public static bool IsProductionPath(string path) =>
        path.StartsWith("contracts/", StringComparison.Ordinal) || path.StartsWith("gateway/", StringComparison.Ordinal)
        || path.StartsWith("services/", StringComparison.Ordinal);

    public static Project Load(string path) => Parse(path, Repository.Read(path));

    public static Project Parse(string path, string xml)
    {
        var document = XDocument.Parse(xml);
        return new Project(
            System.IO.Path.GetFileNameWithoutExtension(path),
            path,
            [.. Included(document, "ProjectReference")
                .Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Included(document, "PackageReference")]);
    }

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
