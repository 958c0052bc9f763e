using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing.Servers;
using Mmei.Testing.Tracing;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>
/// A platform that is sent marked media and words in every way there is, works on them, stops, and is then searched through: for them, and
/// for markers that were put into each of the places on purpose.
/// </summary>
public abstract class MarkedRun(string bus, params (string Name, string Value)[] settings) : IAsyncLifetime
{
    private readonly MarkedPerson _person = new(Marker.New("picture"), Marker.New("sound"), Marker.New("words"));
    private readonly Marker _planted = Marker.New("planted");

    /// <summary>Where something of a person is.</summary>
    internal IReadOnlyList<Finding> Leaks { get; private set; } = [];

    /// <summary>Where what was planted is.</summary>
    internal IReadOnlyList<Finding> Planted { get; private set; } = [];

    /// <summary>To what could be read: had it not been, the search would say little.</summary>
    internal IReadOnlyList<ObservationAnswer> Answers { get; private set; } = [];

    /// <summary>What a collector was told of.</summary>
    internal IReadOnlyList<string> Sent { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(10));
        using var temporary = new TempFolder();
        await using var collector = await TelemetryCollector.StartAsync(timeout.Token);
        await using var platform = await RunningPlatform.StartAsync(
            bus, [("TMPDIR", temporary.Path), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()), .. settings]);
        await Samples.ImportCatalogAsync(platform.Client, timeout.Token);

        Answers = await _person.ObserveAsync(platform, timeout.Token);
        await _person.SendWhatIsRefusedAsync(platform, timeout.Token);
        await new Planting(_planted).PlantAsync(platform, temporary, timeout.Token);

        var search = new MarkerSearch([.. _person.Markers, _planted]);
        var found = new List<Finding>();
        var metrics = await platform.MetricsAsync(timeout.Token);
        found.AddRange(metrics.SelectMany(page => search.In("metrics", Encoding.UTF8.GetBytes(page))));
        var values = await DatabaseValues.ReadAsync(platform.Database, timeout.Token);
        found.AddRange(values.SelectMany(value => search.InValue(value.Column, value.Value)));
        await platform.StopAsync();
        found.AddRange(collector.Received.SelectMany(sent => search.In($"sent: {sent.Signal}", sent.Request)));
        Sent = [.. collector.Received.Select(sent => sent.Signal).Distinct().Order(StringComparer.Ordinal)];
        found.AddRange(search.InFolder("state", platform.State));
        found.AddRange(search.InFolder("temporary", temporary.Path));
        (Leaks, Planted) = ([.. Of(planted: false)], [.. Of(planted: true)]);

        IEnumerable<Finding> Of(bool planted) => found.Where(finding => finding.Marker == _planted.Name == planted).Distinct();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
