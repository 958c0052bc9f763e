using System.Globalization;

namespace Mmei.Testing.Servers;

/// <summary>
/// A service of the platform as it is deployed: a process of its own, built in the configuration of the tests, on a free port of loopback.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly ServerProcess _process;

    private ServiceProcess(ServerProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="project">The service's project folder, from the repository's root.</param>
    /// <param name="settings">Configuration, by key; a key without a colon is a variable of the environment.</param>
    /// <param name="tracer">A command that starts and watches the service; none where empty.</param>
    public static ServiceProcess Start(string project, IEnumerable<KeyValuePair<string, string?>> settings, params string[] tracer)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var environment = settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value ?? "");
        environment["ASPNETCORE_URLS"] = address.ToString();
        environment["DOTNET_ENVIRONMENT"] = "Production";
        return new ServiceProcess(ServerProcess.Start(["setsid", .. tracer, "dotnet", Assembly(project)], environment), address);
    }

    /// <summary>A service's program: in bin/CONFIGURATION/FRAMEWORK, as these tests are.</summary>
    public static string Assembly(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, project, "bin", output.Parent!.Name, output.Name, $"{Path.GetFileName(project)}.dll");
    }

    public Task ReadyAsync() => _process.WaitUntilAsync(IsReadyAsync);

    /// <summary>Sends a signal, as KILL, STOP or CONT.</summary>
    public Task SignalAsync(string signal) => _process.SignalAsync(signal);

    /// <summary>Asks it to stop, as an orchestrator does, and waits until it has.</summary>
    public Task StopAsync() => _process.StopAsync("TERM");

    /// <summary>The sum of a metric's series whose line contains <paramref name="label"/>.</summary>
    public async Task<double> MetricAsync(string name, string label = "")
    {
        var text = await Http.GetStringAsync(new Uri(Address, "metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(Address, "health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
