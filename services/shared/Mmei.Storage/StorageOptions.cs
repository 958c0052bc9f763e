using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mmei.Storage;

/// <summary>Section <c>Storage</c>: which database, and how to reach it.</summary>
public sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>SQLite: <c>Data Source=folder/mmei.db</c>, the folder is created. PostgreSQL: an Npgsql connection string.</summary>
    [Required]
    public string ConnectionString { get; init; } = "Data Source=mmei.db";

    /// <summary>How long a call waits for a database that is not there yet before it fails.</summary>
    public TimeSpan StartupPatience { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StartupPatience <= TimeSpan.Zero)
        {
            yield return new ValidationResult("must be above zero.", [nameof(StartupPatience)]);
        }

        if (!Enum.IsDefined(Provider))
        {
            yield return new ValidationResult("must be Sqlite or PostgreSql.", [nameof(Provider)]);
        }
        else if (ConnectionStringProblem() is { } problem)
        {
            yield return new ValidationResult($"does not suit {Provider}: {problem}", [nameof(ConnectionString)]);
        }
    }

    private string? ConnectionStringProblem()
    {
        try
        {
            DbConnectionStringBuilder parsed = Provider == StorageProvider.Sqlite
                ? new SqliteConnectionStringBuilder(ConnectionString)
                : new NpgsqlConnectionStringBuilder(ConnectionString);
            return parsed switch
            {
                SqliteConnectionStringBuilder { DataSource: "" } => "Data Source is missing.",
                SqliteConnectionStringBuilder { Mode: SqliteOpenMode.Memory } or SqliteConnectionStringBuilder { DataSource: ":memory:" } =>
                    "a database in memory vanishes with each connection; name a file.",
                NpgsqlConnectionStringBuilder { Host: null or "" } => "Host is missing.",
                _ => null,
            };
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }
}
