using System.Security.Cryptography;
using System.Text;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Store;
using Mmei.Storage;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using Npgsql;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Operations;

public sealed class When_the_guide_is_followed(PostgresServer server) : IDisposable
{
    private static readonly SqlSchema Schema = SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_go_on_from_a_backup_in_another_database()
    {
        await using var database = await TestDatabase.PostgresAsync(Schema, server);
        await LearnAsync(database.Database);
        var another = await server.CreateDatabaseAsync();

        await OperationsGuide.RunAsync("backup", _folder.Path, "", ("DATABASE", Address(database.Settings["Storage:ConnectionString"]!)));
        await OperationsGuide.RunAsync("restore", _folder.Path, "", ("EMPTY_DATABASE", Address(another)));

        await ShouldTellWhatWasLearnedAsync(new(database.Settings) { ["Storage:ConnectionString"] = another });
    }

    [Fact]
    public async Task Should_go_on_from_a_backup_of_a_file_that_is_open()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/sqlite3"), "sqlite3 is not installed.");
        await using var database = await TestDatabase.SqliteAsync(Schema);
        await LearnAsync(database.Database);
        var file = database.Settings["Storage:ConnectionString"]!.Replace("Data Source=", "", StringComparison.Ordinal);

        await OperationsGuide.RunAsync("backup-sqlite", _folder.Path, "", ("FILE", file));

        await ShouldTellWhatWasLearnedAsync(
            new(database.Settings) { ["Storage:ConnectionString"] = $"Data Source={_folder["mmei.backup.db"]}" });
    }

    [Fact]
    public async Task Should_make_a_key_and_the_digest_that_the_gateway_compares()
    {
        var made = (await OperationsGuide.RunAsync("new-key", _folder.Path, "echo \"$KEY $DIGEST\"")).Trim().Split(' ');

        made[0].Length.ShouldBe(32);
        made[1].ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made[0]))));
    }

    /// <summary>A decision, a like of one of its items, and the reward of it, which nobody has been told yet.</summary>
    private static async Task LearnAsync(ISqlDatabase database)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var log = new SqlFeedbackLog(database);
        var decision = DecisionNow(1);
        await log.AddDecisionAsync(decision, decision.MadeAt.AddHours(1), cancelled);
        await log.AddSignalsAsync("acme", [Signal(1, "item-2", SignalKind.Like) with { At = decision.MadeAt }], cancelled);
        await new RewardAssignment(new FeedbackOptions()).RunAsync(new SqlLearningStore(database), "acme", 10, decision.MadeAt, cancelled);
    }

    private static async Task ShouldTellWhatWasLearnedAsync(Dictionary<string, string?> settings)
    {
        await using var app = await FeedbackApp.StartAsync(settings);

        (await app.ReceiveAsync<RewardAssigned>()).ItemId.ShouldBe("item-2");
    }

    /// <summary>A connection string as PostgreSQL's own programs read it.</summary>
    private static string Address(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} dbname={parts.Database}";
    }
}
