using System.Diagnostics;
using System.Globalization;

namespace Mmei.Benchmarks.Encoders;

/// <summary>
/// A server in a process of its own, which says "listening PORT" on standard output when it is ready and ends when its standard input
/// does, so that
/// it never outlives this process.
/// </summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private const string Greeting = "listening ";

    private readonly Process _process;

    private ChildServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Seconds that cores have worked for it.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>MiB that it has resident.</summary>
    public double ResidentMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    /// <exception cref="InvalidOperationException">It ended before it was ready; what it said is on standard error.</exception>
    public static async Task<ChildServer> StartAsync(string program, params string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Greeting, StringComparison.Ordinal))
            {
                var port = int.Parse(line.AsSpan(Greeting.Length), CultureInfo.InvariantCulture);
                return new ChildServer(process, new Uri($"http://127.0.0.1:{port}"));
            }
        }

        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it was ready.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
