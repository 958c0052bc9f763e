using Npgsql;
using Xunit.Sdk;

namespace Mmei.Testing.Servers;

/// <summary>
/// A real PostgreSQL of one test assembly: own folder, own port, loopback only. Use it as an assembly fixture. Where no PostgreSQL is
/// installed the tests that ask for it are skipped, and say so.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly SystemUser _user = new("postgres");
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly string? _postgres = Find("postgres");
    private ServerProcess? _server;
    private int _databases;

    /// <summary>A connection string to a new, empty database.</summary>
    /// <exception cref="SkipException">No PostgreSQL is installed.</exception>
    public async Task<string> CreateDatabaseAsync()
    {
        SkipIfMissing();
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask InitializeAsync()
    {
        if (_postgres is null)
        {
            return;
        }

        await _user.OwnAsync(_folder.Path);
        await ServerProcess.RunAsync(_user.CommandLine(
            Find("initdb")!, "-D", _folder["data"], "-U", "mmei", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        await StartAsync();
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>, with the same data on the same port.</summary>
    public async Task StartAsync()
    {
        SkipIfMissing();
        _server = ServerProcess.Start(_user.CommandLine(
            _postgres!, "-D", _folder["data"], "-p", $"{_port}", "-h", "127.0.0.1", "-k", _folder.Path, "-c", "max_connections=60"));
        await _server.WaitUntilAsync(AnswersAsync);
    }

    /// <summary>Stops the server at once, cutting connections.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync("INT");
            await _server.DisposeAsync();
            _server = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private static string? Find(string name) => Executable.Find(
        name,
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(
                version => Path.Combine(version, "bin"))
            : []);

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username=mmei;Database={database};Maximum Pool Size=10";

    private void SkipIfMissing() => Assert.SkipWhen(_postgres is null, "PostgreSQL is not installed: no 'postgres' on the PATH or in /usr/lib/postgresql.");

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
