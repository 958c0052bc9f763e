using System.Text.RegularExpressions;

namespace Mmei.Architecture.Tests;

/// <summary>
/// What a folder of a project must not know: the folders after it. Read from the sources, so that constants and <c>nameof</c> count as
/// well,
/// with the namespaces and the top-level types that each file names. Files beside the folders have no place of their own; what they know
/// counts for whoever names their types.
/// </summary>
/// <param name="root">The root namespace.</param>
/// <param name="order">The folders, from the first to the last.</param>
/// <param name="sources">Texts by path within the project, with forward slashes.</param>
internal sealed partial class FolderOrder(string root, IReadOnlyList<string> order, IReadOnlyDictionary<string, string> sources)
{
    private readonly IReadOnlyList<SourceFile> _files = [.. sources.Select(source => SourceFile.Parse(source.Key, source.Value, order))];

    public static FolderOrder Load(string project, IReadOnlyList<string> order) => new(
        project[(project.LastIndexOf('/') + 1)..],
        order,
        Repository.ProductionSources
            .Where(file => file.StartsWith($"{project}/", StringComparison.Ordinal))
            .ToDictionary(file => file[(project.Length + 1)..], Repository.Read));

    /// <summary>Folders that the order does not name, and names in it that no folder has.</summary>
    public IEnumerable<string> Unplaced()
    {
        var folders = _files.Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct().ToList();
        return folders.Except(order).Concat(order.Except(folders));
    }

    /// <summary>Every use of a later folder, with the file and what it uses.</summary>
    public IEnumerable<string> Offences() =>
        from file in _files
        where order.Contains(file.Folder)
        from offence in Offences(file)
        select offence;

    private IEnumerable<string> Offences(SourceFile file)
    {
        var later = order.SkipWhile(folder => folder != file.Folder).Skip(1).ToHashSet();
        var namespaces = later.Where(folder => Regex.IsMatch(file.Code, $@"\b{Regex.Escape($"{root}.{folder}")}\b"))
            .Select(folder => $"{file.Path} names the namespace {root}.{folder}");
        var types = Reached(file).Where(use => later.Contains(use.Owner.Folder)).Select(use => use.By == file
            ? $"{file.Path} uses {use.Type} of {use.Owner.Path}"
            : $"{file.Path} uses {use.Type} of {use.Owner.Path} by way of {use.By.Path}");
        return namespaces.Concat(types);
    }

    /// <summary>The types that a file names, and those that the files beside the folders name whose types it names.</summary>
    private IEnumerable<(string Type, SourceFile Owner, SourceFile By)> Reached(SourceFile file)
    {
        var seen = new HashSet<SourceFile> { file };
        var open = new Queue<SourceFile>(seen);
        while (open.TryDequeue(out var by))
        {
            foreach (var (type, owner) in Uses(by))
            {
                yield return (type, owner, by);
                if (owner.Folder.Length == 0 && seen.Add(owner))
                {
                    open.Enqueue(owner);
                }
            }
        }
    }

    /// <summary>A type that the file's own folder has as well is that one.</summary>
    private IEnumerable<(string Type, SourceFile Owner)> Uses(SourceFile file) =>
        from type in file.Words
        let owners = _files.Where(owner => owner.Types.Contains(type)).ToList()
        let own = owners.Where(owner => owner.Folder == file.Folder).ToList()
        from owner in own.Count > 0 ? own : owners
        select (type, owner);

    /// <param name="Folder">The folder below the project; empty for a file beside the folders.</param>
    /// <param name="Code">The source without comments and strings.</param>
    /// <param name="Types">The types that it declares at the top level.</param>
    /// <param name="Words">The identifiers in it.</param>
    private sealed record SourceFile(string Path, string Folder, string Code, IReadOnlySet<string> Types, IReadOnlySet<string> Words)
    {
        public static SourceFile Parse(string path, string source, IEnumerable<string> folders)
        {
            var code = Prose().Replace(source, " ");

            // A member is no type, though it may be called like one; but a type may follow its namespace.
            var words = Regex.Matches(code, $@"(?<![\w.])[A-Za-z_]\w*|(?<=\b({string.Join('|', folders)})\.)\w+");
            return new SourceFile(
                path,
                path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "",
                code,
                TopLevelType().Matches(code).Select(match => match.Groups["name"].Value).ToHashSet(),
                words.Select(match => match.Value).ToHashSet());
        }
    }

    // Comments and literal text; but nothing on a line after the start of an interpolated string, which computes.
    [GeneratedRegex("""(?=[/"'])(?<!\$@?"[^\n]*|\$@?)(//[^\n]*|"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])')|/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex Prose();

    [GeneratedRegex(@"^([a-z]+ )*(class|record( struct)?|struct|interface|enum|delegate [\w<>?]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
