using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Mmei.Testing.Servers;

/// <summary>
/// A server in its own process group: signals reach all of it and nothing else. Its last output is kept for error messages.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServerProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public string Output => string.Join(Environment.NewLine, _output);

    public static ServerProcess Start(string[] commandLine, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process);
        process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its output.</exception>
    public static async Task RunAsync(string[] commandLine, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var command = Start(commandLine, environment);
        await command._process.WaitForExitAsync();
        if (command._process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', commandLine)} failed:{Environment.NewLine}{command.Output}");
        }
    }

    /// <summary>Tries <paramref name="probe"/> until it succeeds.</summary>
    /// <exception cref="InvalidOperationException">The server has ended, or a minute has passed.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> probe)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await probe())
        {
            if (HasExited || TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"The server {(HasExited ? "ended" : "is not ready")}:{Environment.NewLine}{Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Sends a signal to the process group.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", (-_process.Id).ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks the server to stop, and ends it if it has not after a while.</summary>
    public async Task StopAsync(string signal)
    {
        if (HasExited)
        {
            return;
        }

        await SignalAsync(signal);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            await SignalAsync("KILL");
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync("KILL");
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (_output.Count > KeptLines)
        {
            _output.TryDequeue(out _);
        }
    }
}
