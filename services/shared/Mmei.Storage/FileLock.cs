using Microsoft.Data.Sqlite;

namespace Mmei.Storage;

/// <summary>
/// Keeps a second process away from a SQLite file: a file beside it, which the system unlocks in whatever way this process ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="IOException">Another process has it, or the folder cannot be written to.</exception>
    public FileLock(string connectionString)
    {
        var database = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);

        // A link is another name of the same database.
        var file = File.Exists(database) ? File.ResolveLinkTarget(database, returnFinalTarget: true)?.FullName ?? database : database;
        _file = new FileStream($"{file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
#pragma warning disable CA1416 // Linux is where this runs.
            _file.Lock(0, 1);
#pragma warning restore CA1416
        }
        catch (IOException exception)
        {
            _file.Dispose();
            throw new IOException(
                $"Storage:ConnectionString names '{database}', which another process has open; stop that process, or name another file.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
