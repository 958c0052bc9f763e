using System.Diagnostics;
using System.Globalization;

namespace Mmei.Testing.Servers;

/// <summary>A PostgreSQL that somebody else runs: stopped at once, which cuts its connections, and started again as it was.</summary>
/// <param name="data">The server's data folder.</param>
public sealed class OtherPostgres(string data) : IAsyncDisposable
{
    /// <summary>The lines of the server's lock file that name its process and its state, from 0.</summary>
    private const int ProcessLine = 0;
    private const int StateLine = 7;

    private readonly SystemUser _user = new("postgres");
    private readonly string _lockFile = Path.Combine(data, "postmaster.pid");
    private string[] _commandLine = [];
    private ServerProcess? _server;

    public async Task StopAsync()
    {
        var pid = (await File.ReadAllLinesAsync(_lockFile))[ProcessLine];
        _commandLine = (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).TrimEnd('\0').Split('\0');
        using var process = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
        using var kill = Process.Start("kill", ["-INT", pid]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        await DisposeAsync();
    }

    /// <summary>Starts it after <see cref="StopAsync"/>, with the same data on the same port, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _server = ServerProcess.Start(_user.CommandLine(_commandLine));
        await _server.WaitUntilAsync(IsReadyAsync);
    }

    /// <summary>Stops it, where it was started from here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync("INT");
            await server.DisposeAsync();
        }
    }

    private async Task<bool> IsReadyAsync() => File.Exists(_lockFile)
        && await File.ReadAllLinesAsync(_lockFile) is { Length: > StateLine } lines
        && lines[StateLine].StartsWith("ready", StringComparison.Ordinal);
}
