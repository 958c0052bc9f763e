using System.Text;
using Mmei.Contracts.Api.V1;
using Mmei.Integration.Tests.Platform;
using Mmei.Messaging;
using Mmei.Testing;
using Mmei.Testing.Servers;
using Npgsql;
using RabbitMQ.Client;

namespace Mmei.Integration.Tests.Outages;

/// <summary>A platform over RabbitMQ with a few items, whose PostgreSQL can be stopped and started.</summary>
public sealed class OutagePlatform : IAsyncLifetime
{
    private const int Items = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Several times as long as the bus library tries again by itself.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    private RunningPlatform _platform = null!;
    private OtherPostgres _database = null!;

    internal RunningPlatform Platform => _platform;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platform = await RunningPlatform.StartAsync("rabbitmq");
        _database = new OtherPostgres(Path.Combine(_platform.State, "postgres", "data"));
        var rows = File.ReadLines(Path.Combine(Repository.Root, "models", "samples", "catalog.ndjson")).Take(Items);
        using var catalog = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        (await _platform.Client.ImportItemsAsync(catalog, Cancelled)).Rejected.ShouldBe(0);
        await UntilIndexedAsync(Items);
    }

    public async ValueTask DisposeAsync()
    {
        // The folder goes with the platform, and the database writes there until it has stopped.
        await _platform.StopAsync();
        await _database.DisposeAsync();
        await _platform.DisposeAsync();
    }

    /// <summary>Stops the database, does something meanwhile, and starts the database again some time later.</summary>
    internal async Task WithoutDatabaseAsync(Func<Task> meanwhile)
    {
        await _database.StopAsync();
        await meanwhile();
        await Task.Delay(Outage, TimeProvider.System, Cancelled);
        await _database.StartAsync();
    }

    internal Task<ObservationAnswer> ObserveAsync(string person) => _platform.Client.ObserveAsync(
        new ObservationRequest
        {
            UserId = person,
            Text = "I am so sad today, I need something that comforts me.",
            Options = new OptionsRequest { K = 5, DeadlineMs = 10_000 },
        },
        Cancelled);

    internal Task UntilIndexedAsync(int items) => UntilAsync(async () =>
        await _platform.Client.GetCatalogStatusAsync(Cancelled) is { } status && status.Items == items && status.Indexed == items);

    /// <summary>
    /// Waits until nothing is on its way any more from what people said to where it counts; what came before its decision waits for that.
    /// </summary>
    internal Task UntilLearnedAsync() => UntilAsync(async () => await CountAsync(
        """
        (SELECT COUNT(*) FROM feedback_pending) + (SELECT COUNT(*) FROM feedback_outbox)
            + (SELECT COUNT(*) FROM feedback_signals WHERE orphan = 1)
            + (SELECT COUNT(*) FROM feedback_erasures WHERE tastes IS NULL)
            + (SELECT COUNT(*) FROM feedback_policies WHERE version > broadcast_version)
            + (SELECT COUNT(*) FROM feedback_items i JOIN feedback_decisions d ON d.decision_id = i.decision_id
                WHERE i.said_at IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM ranking_rewards r WHERE r.tenant_id = d.tenant_id AND r.user_id = d.user_id
                        AND r.decision_id = i.decision_id AND r.item_id = i.item_id))
            + (SELECT COUNT(*) FROM feedback_item_votes v WHERE NOT EXISTS (
                SELECT 1 FROM ranking_votes r WHERE r.tenant_id = v.tenant_id AND r.item_id = v.item_id AND r.week = v.week
                    AND r.votes_for = v.votes_for AND r.votes_against = v.votes_against))
        """) == 0);

    /// <summary>Waits until feedback has told all that it has to tell; who is told may not have taken it yet.</summary>
    internal Task UntilToldAsync() => UntilAsync(async () =>
        await CountAsync("(SELECT COUNT(*) FROM feedback_pending) + (SELECT COUNT(*) FROM feedback_outbox)") == 0);

    /// <summary>The value of an expression in the database.</summary>
    internal async Task<long> CountAsync(string expression)
    {
        await using var source = NpgsqlDataSource.Create(_platform.Database);
        await using var command = source.CreateCommand($"SELECT {expression}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancelled), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>How many messages lie where those go that no consumer could process.</summary>
    internal async Task<uint> DeadLettersAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = _platform.Broker! }.CreateConnectionAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        return await channel.MessageCountAsync(Queues.DeadLetter, Cancelled);
    }

    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        timeout.CancelAfter(Patience);
        while (!await holds())
        {
            await Task.Delay(Pause, TimeProvider.System, timeout.Token);
        }
    }
}
