using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mmei.Storage;
using Mmei.Storage.Schema;

namespace Mmei.Testing.Servers;

/// <summary>A database of one test with the tables of one service, set up the way a service does it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TempFolder? _folder;

    private readonly SqlSchema _schema;

    private TestDatabase(IHost host, SqlSchema schema, TempFolder? folder) => (_host, _schema, _folder) = (host, schema, folder);

    public ISqlDatabase Database => _host.Services.GetRequiredService<ISqlDatabase>();

    /// <summary>The settings that point a service at this database.</summary>
    public Dictionary<string, string?> Settings
    {
        get
        {
            var options = _host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            return SettingsOf(options.Provider, options.ConnectionString);
        }
    }

    /// <summary>A new SQLite file.</summary>
    public static async Task<TestDatabase> SqliteAsync(SqlSchema schema)
    {
        var folder = new TempFolder();
        return await StartAsync(schema, StorageProvider.Sqlite, $"Data Source={folder["test.db"]}", folder);
    }

    /// <summary>A SQLite file that others have as well, one after the other; it stays.</summary>
    public static Task<TestDatabase> SqliteFileAsync(SqlSchema schema, string file) =>
        StartAsync(schema, StorageProvider.Sqlite, $"Data Source={file}", folder: null);

    /// <summary>A new database on the server. Skips the test where there is none.</summary>
    public static async Task<TestDatabase> PostgresAsync(SqlSchema schema, PostgresServer server) =>
        await StartAsync(schema, StorageProvider.PostgreSql, await server.CreateDatabaseAsync(), folder: null);

    /// <summary>
    /// The same database as another replica sees it, of another version where that has another schema: with connections and locks of its
    /// own.
    /// </summary>
    public Task<TestDatabase> ReplicaAsync(SqlSchema? schema = null)
    {
        var options = _host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        return StartAsync(schema ?? _schema, options.Provider, options.ConnectionString, folder: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder?.Dispose();
    }

    private static async Task<TestDatabase> StartAsync(
        SqlSchema schema, StorageProvider provider, string connectionString, TempFolder? folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(SettingsOf(provider, connectionString));
        builder.AddStorage(schema);
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<ISqlDatabase>().ReadAsync<long>("SELECT 1", null, CancellationToken.None);
        return new TestDatabase(host, schema, folder);
    }

    private static Dictionary<string, string?> SettingsOf(StorageProvider provider, string connectionString) => new()
    {
        ["Storage:Provider"] = provider.ToString(),
        ["Storage:ConnectionString"] = connectionString,
    };
}
