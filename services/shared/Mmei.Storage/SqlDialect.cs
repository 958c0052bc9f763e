using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Mmei.Storage;

/// <summary>
/// The few differences between the databases. Everything else is written once, portably: ids are TEXT, instants, counts and truth values
/// BIGINT, numbers DOUBLE PRECISION, documents TEXT (JSON), vectors and states {binary}. INSERT ... ON CONFLICT and RETURNING work on both.
/// </summary>
internal sealed partial class SqlDialect
{
    private readonly (string Token, string Text)[] _tokens;
    private readonly string _membership;
    private readonly ConcurrentDictionary<string, string> _translated = new(StringComparer.Ordinal);

    private SqlDialect(StorageProvider provider, string binary, string identity, string forUpdate, string skipLocked, string membership)
    {
        Provider = provider;
        _membership = membership;
        _tokens = [("{binary}", binary), ("{identity}", identity), ("{forUpdate}", forUpdate), ("{skipLocked}", skipLocked)];
    }

    /// <summary>Its one writer needs no row locks.</summary>
    public static SqlDialect Sqlite { get; } = new(
        StorageProvider.Sqlite, "BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT", forUpdate: "", skipLocked: "", membership: "IN @$1");

    public static SqlDialect PostgreSql { get; } = new(
        StorageProvider.PostgreSql, "BYTEA", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "FOR UPDATE", "FOR UPDATE SKIP LOCKED",
        "= ANY(@$1)");

    public StorageProvider Provider { get; }

    /// <summary>
    /// Portable SQL to this database's: {binary} a byte column, {identity} a counting key, {forUpdate} (lock the rows until the
    /// transaction ends)
    /// and {skipLocked} (take only rows that nobody else holds) at the end of a SELECT, and {in ids} for membership in the array parameter
    /// @ids,
    /// which Dapper expands on SQLite only.
    /// </summary>
    public string Translate(string sql) => _translated.GetOrAdd(sql, Translated);

    // The statements are those of the code, so many and no more.
    private string Translated(string sql)
    {
        var text = _tokens.Aggregate(sql, (text, token) => text.Replace(token.Token, token.Text, StringComparison.Ordinal));
        return Membership().Replace(text, _membership);
    }

    [GeneratedRegex(@"\{in (\w+)\}")]
    private static partial Regex Membership();
}
