using System.Formats.Tar;

namespace Mmei.Cli.RealData;

/// <summary>A data set as it is handed out: a folder, or a tar file of the same name.</summary>
internal sealed class Archive
{
    private readonly string _path;
    private readonly bool _isFolder;

    private Archive(string path, bool isFolder) => (_path, _isFolder) = (path, isFolder);

    /// <exception cref="UsageException">There is neither.</exception>
    public static Archive Open(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path) ? new Archive(path, isFolder: true)
            : File.Exists(path + ".tar") ? new Archive(path + ".tar", isFolder: false)
            : throw new UsageException($"--data: there is neither a folder {name} nor {name}.tar in {folder}.");
    }

    /// <summary>The files, with forward slashes, in ordinal order, so that a seed chooses the same ones everywhere.</summary>
    public IReadOnlyList<string> List()
    {
        var names = _isFolder
            ? Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories).Select(
                file => Path.GetRelativePath(_path, file).Replace('\\', '/'))
            : ListTar();
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>The content of some of the files of <see cref="List"/>.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(IReadOnlySet<string> names, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, byte[]>();
        if (_isFolder)
        {
            foreach (var name in names)
            {
                contents[name] = await File.ReadAllBytesAsync(Path.Combine(_path, name), cancellationToken);
            }

            return contents;
        }

        await using var file = File.OpenRead(_path);
        await using var tar = new TarReader(file);
        while (contents.Count < names.Count && await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.DataStream is { } data && names.Contains(InnerName(entry)))
            {
                using var content = new MemoryStream();
                await data.CopyToAsync(content, cancellationToken);
                contents[InnerName(entry)] = content.ToArray();
            }
        }

        return contents;
    }

    private IEnumerable<string> ListTar()
    {
        using var file = File.OpenRead(_path);
        using var tar = new TarReader(file);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                yield return InnerName(entry);
            }
        }
    }

    /// <summary>The name without the top folder, which has the name of the data set.</summary>
    private static string InnerName(TarEntry entry)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        return name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }
}
