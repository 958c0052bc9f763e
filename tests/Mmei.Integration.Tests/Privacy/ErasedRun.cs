using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing.Servers;
using Mmei.Testing.Tracing;
using Npgsql;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>
/// A platform on which somebody lives, is erased, and is then searched for wherever something may be kept: values of databases, answers,
/// metrics, traces, logs, and the files of databases and broker.
/// </summary>
public abstract class ErasedRun(string bus, params (string Name, string Value)[] settings) : IAsyncLifetime
{
    /// <summary>It holds what was written until PostgreSQL writes over it; nothing of it can be rewritten before.</summary>
    private const string LogOfPostgres = "/pg_wal/";

    private readonly Marker _name = Marker.New("person");
    private readonly Marker _planted = Marker.New("planted");

    /// <summary>Where they were while they were there: a search that finds nothing then says nothing afterwards.</summary>
    internal IReadOnlyList<Finding> Before { get; private set; } = [];

    /// <summary>Where they still are.</summary>
    internal IReadOnlyList<Finding> After { get; private set; } = [];

    /// <summary>Where a message is that was sent unsealed, on purpose.</summary>
    internal IReadOnlyList<Finding> Planted { get; private set; } = [];

    internal ErasureReceipt Receipt { get; private set; } = null!;

    /// <summary>What is said of them afterwards.</summary>
    internal UserAnswer Known { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(10));
        using var temporary = new TempFolder();
        await using var collector = await TelemetryCollector.StartAsync(timeout.Token);
        await using var platform = await RunningPlatform.StartAsync(
            bus, [("TMPDIR", temporary.Path), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()), .. settings]);
        await Samples.ImportCatalogAsync(platform.Client, timeout.Token);
        var (person, search) = (new ErasedPerson(_name), new MarkerSearch([_name, _planted]));

        await person.LiveAsync(platform, timeout.Token);
        Before = await LookAsync();
        Receipt = await person.EraseAsync(platform, timeout.Token);
        var after = await LookAsync();
        Known = await person.DescribeAsync(platform, timeout.Token);

        if (platform.Broker is { } broker)
        {
            await new Planting(_planted).PublishAsync(broker, "quorum", timeout.Token);
            await RewriteAsync(platform.Database, timeout.Token);
        }

        await platform.StopAsync();
        Finding[] found =
        [
            .. after,
            .. collector.Received.SelectMany(sent => search.In($"sent: {sent.Signal}", sent.Request)).Distinct(),
            .. search.InFolder("state", platform.State),
            .. search.InFolder("temporary", temporary.Path),
        ];
        After = [.. Of(_name).Where(finding => !finding.Place.Contains(LogOfPostgres, StringComparison.Ordinal))];
        Planted = [.. Of(_planted)];

        IEnumerable<Finding> Of(Marker marker) => found.Where(finding => finding.Marker == marker.Name);

        async Task<IReadOnlyList<Finding>> LookAsync()
        {
            var values = await DatabaseValues.ReadAsync(platform.Database, timeout.Token);
            var answers = await person.AskAsync(platform, timeout.Token);
            var metrics = await platform.MetricsAsync(timeout.Token);
            return
            [
                .. values.SelectMany(value => search.InValue(value.Column, value.Value)).Distinct(),
                .. answers.SelectMany(answer => search.In(answer.Call, Encoding.UTF8.GetBytes(answer.Answer))),
                .. metrics.SelectMany(page => search.In("metrics", Encoding.UTF8.GetBytes(page))),
            ];
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// As the guide to operations has it: until then PostgreSQL's files hold what was deleted, and its statistics what was there.
    /// </summary>
    private static async Task RewriteAsync(string database, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var statement in new[] { "VACUUM (FULL, ANALYZE)", "CHECKPOINT" })
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
