using System.Collections.Concurrent;

namespace Mmei.Testing.Servers;

/// <summary>
/// A new folder that is deleted with everything in it: when it is disposed, or with the process, for a test that cannot begin is not ended.
/// </summary>
public sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private static readonly ConcurrentDictionary<TempFolder, bool> Open = [];

    static TempFolder() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var folder in Open.Keys)
        {
            folder.Dispose();
        }
    };

    public TempFolder()
        : this(inMemory: false)
    {
    }

    /// <param name="inMemory">
    /// In the system's folder in memory, where it has one: for what writes a lot and is about something else than the disk.
    /// </param>
    public TempFolder(bool inMemory)
    {
        Path = inMemory && Directory.Exists(Memory)
            ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"mmei-test-{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory("mmei-test-").FullName;
        Open[this] = true;
    }

    public string Path { get; }

    /// <summary>A path inside of the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Open.TryRemove(this, out _);
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
