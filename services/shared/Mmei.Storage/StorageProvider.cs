namespace Mmei.Storage;

public enum StorageProvider
{
    /// <summary>One file; for the standalone host and tests.</summary>
    Sqlite,
    PostgreSql,
}
