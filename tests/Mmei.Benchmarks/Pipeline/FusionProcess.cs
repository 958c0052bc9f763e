using System.Globalization;
using System.Reflection;
using Mmei.Benchmarks.Encoders;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>The process of <see cref="FusionServer"/>, seen from outside.</summary>
internal sealed class FusionProcess : IAsyncDisposable
{
    private const string OpenJoins = "mmei_fusion_joins_open";

    private readonly ChildServer _process;
    private readonly HttpClient _http;

    private FusionProcess(ChildServer process) => (_process, _http) = (process, new HttpClient { BaseAddress = process.Address });

    public double ProcessorSeconds => _process.ProcessorSeconds;

    /// <summary>Bytes in use before the first observation.</summary>
    public double MemoryAtStart { get; private set; }

    public static async Task<FusionProcess> StartAsync(PipelineSettings settings, TimeProvider time)
    {
        // The service has the workstation's collector, this program the server's.
        var child = await ChildServer.StartAsync(
            "env", "DOTNET_gcServer=0", "dotnet", Assembly.GetExecutingAssembly().Location, "serve-fusion", "--rabbitmq-port",
            $"{settings.RabbitMqPort}", "--repository", settings.Repository);
        var process = new FusionProcess(child);
        await UntilAsync(async () => (await process._http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode, time);
        process.MemoryAtStart = await process.MemoryAsync();
        return process;
    }

    /// <summary>Bytes in use after a full collection.</summary>
    public async Task<double> MemoryAsync() =>
        double.Parse(await _http.GetStringAsync(new Uri(FusionServer.MemoryPath, UriKind.Relative)), CultureInfo.InvariantCulture);

    /// <summary>Waits until so many joins are open.</summary>
    public Task UntilOpenAsync(int joins, TimeProvider time) => UntilAsync(async () => await OpenJoinsAsync() == joins, time);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<int> OpenJoinsAsync()
    {
        var metrics = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var line = metrics.Split('\n').FirstOrDefault(line => line.StartsWith(OpenJoins, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, TimeProvider time)
    {
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        }
    }
}
