namespace Mmei.Storage.Schema;

/// <summary>The database was made by other software: a step that it has applied differs from ours.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);
