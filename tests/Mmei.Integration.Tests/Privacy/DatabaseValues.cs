using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>Every value of every table: files alone do not tell, since PostgreSQL packs what is long.</summary>
internal static class DatabaseValues
{
    private const string TablesOfSqlite = "SELECT name FROM sqlite_master WHERE type = 'table'";
    private const string TablesOfPostgres = "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";

    public static async Task<IReadOnlyList<(string Column, byte[] Value)>> ReadAsync(
        string connectionString, CancellationToken cancellationToken)
    {
        var sqlite = connectionString.StartsWith("Data Source", StringComparison.Ordinal);
        await using DbConnection connection = sqlite
            ? new SqliteConnection($"{connectionString};Mode=ReadOnly;Pooling=false")
            : new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        var values = new List<(string, byte[])>();
        var tables = await QueryAsync(connection, sqlite ? TablesOfSqlite : TablesOfPostgres, cancellationToken);
        foreach (var (_, table) in tables)
        {
            var name = Encoding.UTF8.GetString(table);
            var rows = await QueryAsync(connection, $"SELECT * FROM \"{name}\"", cancellationToken);
            values.AddRange(rows.Select(row => ($"database: {name}.{row.Column}", row.Value)));
        }

        return values;
    }

    private static async Task<List<(string Column, byte[] Value)>> QueryAsync(
        DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names of tables are the database's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<(string, byte[])>();
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                values.Add((reader.GetName(column), BytesOf(reader.GetValue(column))));
            }
        }

        return values;
    }

    private static byte[] BytesOf(object value) =>
        value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}
