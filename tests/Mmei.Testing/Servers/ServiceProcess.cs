using System.Globalization;

namespace Mmei.Testing.Servers;

/// <summary>A service of the platform as it is deployed: a process of its own, built in the configuration of the tests, on a free port of loopback.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly ServerProcess _process;
    private readonly Uri _address;

    private ServiceProcess(ServerProcess process, Uri address) => (_process, _address) = (process, address);

    /// <param name="project">The service's project folder, from the repository's root.</param>
    /// <param name="settings">Configuration, by key.</param>
    public static ServiceProcess Start(string project, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var environment = settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value ?? "");
        environment["ASPNETCORE_URLS"] = address.ToString();
        environment["DOTNET_ENVIRONMENT"] = "Production";

        // bin/CONFIGURATION/FRAMEWORK, of this assembly as of the service.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var assembly = Path.Combine(
            Repository.Root, project, "bin", output.Parent!.Name, output.Name, $"{Path.GetFileName(project)}.dll");
        return new ServiceProcess(ServerProcess.Start(["setsid", "dotnet", assembly], environment), address);
    }

    public Task ReadyAsync() => _process.WaitUntilAsync(IsReadyAsync);

    /// <summary>Sends a signal, as KILL, STOP or CONT.</summary>
    public Task SignalAsync(string signal) => _process.SignalAsync(signal);

    /// <summary>The sum of a metric's series whose line contains <paramref name="label"/>.</summary>
    public async Task<double> MetricAsync(string name, string label = "")
    {
        var text = await Http.GetStringAsync(new Uri(_address, "metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(_address, "health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
