using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Feedback.Store;
using Mmei.Storage;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

/// <summary>
/// 5,000 signals and more, shuffled, some twice, many before their decision and many after their window, while the process is killed in the
/// middle of taking them in and learning. Whoever sends them sends again what was not answered, as clients do.
/// </summary>
public sealed class When_feedback_is_killed_again_and_again(ITestOutputHelper output)
{
    private const int Seed = 15;
    private const int Decisions = 500;
    private const int Kills = 6;
    private const int AtOnce = 40;

    private static readonly SqlSchema Schema = SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly);
    private static readonly FeedbackOptions Options = new();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Two days ago: every window has ended, and no signal is too old to be taken.</summary>
    private readonly DateTimeOffset _begin = TimeProvider.System.GetUtcNow().AddDays(-2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_come_to_what_a_clean_run_comes_to_bit_for_bit()
    {
        using var folder = new TempFolder();
        var decisions = Enumerable.Range(0, Decisions).Select(Made).ToArray();
        var signals = Enumerable.Range(0, Decisions).SelectMany(Given).ToArray();
        signals.Length.ShouldBe(5_000);

        await using var clean = await TestDatabase.SqliteAsync(Schema);
        await RunCleanlyAsync(clean.Database, decisions, signals);
        var kills = await RunUnderKillsAsync(folder["killed.db"], decisions, signals);
        await using var killed = await TestDatabase.SqliteFileAsync(Schema, folder["killed.db"]);

        kills.ShouldBe(Kills);
        var (expected, found) = (await FinalState.OfAsync(clean.Database, Token), await FinalState.OfAsync(killed.Database, Token));
        expected.Length.ShouldBeGreaterThan(5_000 + (3 * Decisions));
        expected.Except(found).ShouldBeEmpty("lost, or otherwise");
        found.ShouldBe(expected);
        output.WriteLine($"{signals.Length} signals, {kills} kills, {found.Length} rows alike.");
    }

    private static async Task RunCleanlyAsync(ISqlDatabase database, DecisionMade[] decisions, Signal[] signals)
    {
        var log = new SqlFeedbackLog(database);
        foreach (var decision in decisions)
        {
            await log.AddDecisionAsync(decision, decision.MadeAt + Options.RewardWindow, Token);
        }

        await log.AddSignalsAsync("acme", signals, Token);
        var (store, assignment) = (new SqlLearningStore(database), new RewardAssignment(Options));
        while (await FinalState.UnlearnedAsync(database, Token) > 0)
        {
            var now = TimeProvider.System.GetUtcNow();
            await store.QueueClosingAsync(now, Decisions, Token);
            await assignment.RunAsync(store, "acme", Decisions, now, Token);
        }
    }

    /// <summary>
    /// A part of the decisions comes while the process is down; what is told of the others meanwhile is too early. What a kill left
    /// unanswered
    /// is sent again to the next process.
    /// </summary>
    /// <returns>How often it was killed.</returns>
    private static async Task<int> RunUnderKillsAsync(string file, DecisionMade[] decisions, Signal[] signals)
    {
        var random = new Random(Seed);
        var open = new Queue<Signal[]>(Repeated(signals, random).Chunk(AtOnce));

        // And one more while it is killed: where each of those is answered in time, there has to be something left for the last life.
        var (perLife, kills) = ((open.Count / (Kills + 1)) - 1, 0);
        foreach (var part in decisions.OrderBy(_ => random.Next()).Chunk((Decisions / (Kills + 1)) + 1))
        {
            await using (var down = await TestDatabase.SqliteFileAsync(Schema, file))
            {
                var log = new SqlFeedbackLog(down.Database);
                foreach (var decision in part)
                {
                    await log.AddDecisionAsync(decision, decision.MadeAt + Options.RewardWindow, Token);
                }
            }

            await using var feedback = await FeedbackProcess.StartAsync(file);
            for (var i = 0; i < perLife; i++)
            {
                await PostAsync(feedback, open);
            }

            if (kills < Kills)
            {
                // In the middle of a request, and of learning from those before.
                var last = PostAsync(feedback, open);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(30)), TimeProvider.System, Token);
                await feedback.KillAsync();
                await last;
                kills++;
                continue;
            }

            while (open.Count > 0)
            {
                await PostAsync(feedback, open);
            }

            await LearnedAsync(file);
            await feedback.StopAsync();
        }

        return kills;
    }

    private static async Task PostAsync(FeedbackProcess feedback, Queue<Signal[]> open)
    {
        var signals = open.Dequeue();
        if (!await feedback.TryPostAsync(signals.Select(PostedAs)))
        {
            open.Enqueue(signals);
        }
    }

    /// <summary>Waits until the process has nothing to learn from, looking on from outside.</summary>
    private static async Task LearnedAsync(string file)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(patience.Token);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT (SELECT COUNT(*) FROM feedback_pending) + (SELECT COUNT(*) FROM feedback_decisions WHERE closed = 0)";
        while (await command.ExecuteScalarAsync(patience.Token) is not 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>In any order, and one in five twice.</summary>
    private static Signal[] Repeated(Signal[] signals, Random random)
    {
        Signal[] repeated = [.. signals, .. signals.Where(_ => random.Next(5) == 0)];
        random.Shuffle(repeated);
        return repeated;
    }

    private DecisionMade Made(int number) => Decision(
        number, items: 4, user: $"u-{number % 40}", madeAt: _begin.AddMinutes(number), emotion: (Emotion)(number % 7));

    /// <summary>Ten signals on a decision, some of them from after its window.</summary>
    private IEnumerable<Signal> Given(int number)
    {
        var at = _begin.AddMinutes(number);
        (string Item, SignalKind Kind, double? Value, int Minutes)[] signals =
        [
            ("item-1", SignalKind.Dwell, 5 + (number % 60), 1), ("item-1", SignalKind.Complete, number % 10 / 10.0, 2),
            ("item-1", SignalKind.Emotion, null, 3), ("item-2", number % 3 == 0 ? SignalKind.Like : SignalKind.Skip, null, 4),
            ("item-2", SignalKind.Dwell, number % 90, 40), ("item-3", SignalKind.Replay, null, 5),
            ("item-3", SignalKind.Dislike, null, 600),
            ("item-3", SignalKind.Like, null, 6 + (number % 2 * 700)), ("item-4", SignalKind.Share, null, 7 + (number % 5 * 20)),
            ("item-4", number % 4 == 0 ? SignalKind.Dislike : SignalKind.Replay, null, 29),
        ];
        return signals.Select((signal, i) => new Signal(
            $"{number}/{i}", Id(number), signal.Item, signal.Kind, signal.Value,
            signal.Kind == SignalKind.Emotion ? ObservationId(number + 40) : null, at.AddMinutes(signal.Minutes)));
    }

    private static object PostedAs(Signal signal) => new
    {
        signal.Id,
        signal.DecisionId,
        signal.ItemId,
        signal.Kind,
        signal.Value,
        signal.ObservationId,
        signal.At,
    };
}
