using System.Diagnostics;
using System.Text.Json;
using Mmei.Client;
using Mmei.Testing;
using Mmei.Testing.Api;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Platform;

/// <summary>The platform as <c>./mmei up</c> runs it, on a free port and with its own data, until disposed.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _script;
    private readonly UpReport _report;
    private readonly TempFolder _folder;

    private RunningPlatform(Process script, UpReport report, TempFolder folder)
    {
        _script = script;
        _report = report;
        _folder = folder;
        Http = new HttpClient(new AnswersAsDescribed()) { BaseAddress = report.Address, Timeout = TimeSpan.FromSeconds(30) };
        Http.DefaultRequestHeaders.Add("X-Api-Key", report.Key);
        Client = new MmeiClient(Http);
    }

    public HttpClient Http { get; }

    public MmeiClient Client { get; }

    public string Key => _report.Key;

    public IReadOnlyCollection<string> Services => [.. _report.Processes.Keys];

    /// <summary>The folder that holds all that this platform keeps: data of its servers and its logs.</summary>
    public string State => _report.State;

    /// <summary>Where its data are; the same for every service.</summary>
    public string Database => Setting("Storage__ConnectionString") ?? throw new InvalidOperationException("No service has a database.");

    /// <summary>The broker, for its standing user; null in one process.</summary>
    public Uri? Broker => Setting("Bus__Port") is { } port ? new Uri($"amqp://guest:guest@127.0.0.1:{port}/") : null;

    /// <param name="bus">memory or rabbitmq.</param>
    /// <param name="settings">Configuration for every service, as environment variables.</param>
    public static Task<RunningPlatform> StartAsync(string bus, params (string Name, string Value)[] settings) =>
        StartAsync(["--bus", bus], settings);

    /// <summary>Over RabbitMQ, the services under Aspire.</summary>
    public static Task<RunningPlatform> StartUnderDashboardAsync() => StartAsync(["--bus", "rabbitmq", "--dashboard"], []);

    private static async Task<RunningPlatform> StartAsync(string[] options, (string Name, string Value)[] settings)
    {
        // PostgreSQL runs as another user when the tests run as root, and passes through.
        var folder = new TempFolder();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var start = new ProcessStartInfo(
            Path.Combine(Repository.Root, "mmei"), ["up", .. options, "--port", "0", "--state", folder["state"], "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var script = Process.Start(start)!;
        var said = new List<string>();
        script.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        script.BeginErrorReadLine();
        using var timeout = new CancellationTokenSource(StartTimeout);
        var json = await script.StandardOutput.ReadLineAsync(timeout.Token);
        if (json is null)
        {
            folder.Dispose();
            throw new InvalidOperationException($"The platform did not start:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
        }

        return new RunningPlatform(script, JsonSerializer.Deserialize<UpReport>(json, JsonSerializerOptions.Web)!, folder);
    }

    /// <summary>Ends one service's process at once, without a chance to say goodbye.</summary>
    public async Task KillAsync(string service)
    {
        using var process = Process.GetProcessById(_report.Processes[service].Pid);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends a signal to one service's process, as STOP or CONT.</summary>
    public async Task SignalAsync(string service, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_report.Processes[service].Pid}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Where a process listens.</summary>
    public Uri AddressOf(string process) => new($"http://127.0.0.1:{_report.Processes[process].Port}/");

    /// <summary>What each service says of itself at <c>/metrics</c>.</summary>
    public Task<string[]> MetricsAsync(CancellationToken cancellationToken) => Task.WhenAll(_report.Processes.Values.Select(
        process => Http.GetStringAsync(new Uri($"http://127.0.0.1:{process.Port}/metrics"), cancellationToken)));

    /// <summary>Stops it as Ctrl-C does. What it kept stays until it is disposed.</summary>
    public async Task StopAsync()
    {
        if (_script.HasExited)
        {
            return;
        }

        using (var terminate = Process.Start("kill", ["-TERM", $"{_script.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        using var timeout = new CancellationTokenSource(StopTimeout);
        await _script.WaitForExitAsync(timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        _script.Dispose();
        _folder.Dispose();
    }

    /// <summary>A setting that the services were started with.</summary>
    private string? Setting(string name) => File.ReadAllText($"/proc/{_report.Processes.Values.First().Pid}/environ").Split('\0')
        .Select(setting => setting.Split('=', 2)).FirstOrDefault(setting => setting[0] == name)?[1];

    private sealed record UpReport(Uri Address, string Key, string State, IReadOnlyDictionary<string, UpProcess> Processes);

    private sealed record UpProcess(int Pid, int Port);
}
