using Mmei.Contracts.Taxonomy;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Feedback.Store;
using Mmei.Storage;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Store;

/// <summary>
/// The same decisions and signals in an order that the seed decides, with learning in between, until every window has closed.
/// </summary>
internal static class Scenario
{
    private const string Tenant = "acme";

    public static async Task RunAsync(ISqlDatabase database, RewardAssignment assignment, int seed, CancellationToken cancellationToken)
    {
        var store = new SqlLearningStore(database);
        var random = new Random(seed);
        var events = Events(new SqlFeedbackLog(database), cancellationToken).ToArray();
        random.Shuffle(events);
        foreach (var happen in events)
        {
            await happen();
            if (random.Next(3) == 0)
            {
                await LearnAsync(Noon);
            }

            if (random.Next(8) == 0)
            {
                await CloseAsync();
            }
        }

        await CloseAsync();

        async Task CloseAsync()
        {
            await store.QueueClosingAsync(Noon.AddDays(1), 100, cancellationToken);
            await LearnAsync(Noon.AddDays(1));
        }

        Task LearnAsync(DateTimeOffset now) => assignment.RunAsync(store, Tenant, 100, now, cancellationToken);
    }

    private static IEnumerable<Func<Task>> Events(SqlFeedbackLog log, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 8; i++)
        {
            var number = i;
            var decision = Decision(number, items: 4, madeAt: Noon.AddMinutes(number), emotion: (Emotion)(number % 7));
            yield return () => log.AddDecisionAsync(decision, Noon.AddHours(1), cancellationToken);
            Signal[] signals =
            [
                Signal(number, "item-1", SignalKind.Dwell, 10 + number),
                Signal(number, "item-3", number % 2 == 0 ? SignalKind.Like : SignalKind.Skip),
                Signal(number, "item-2", SignalKind.Dislike, seconds: number * 1000),
                Signal(number, "item-1", SignalKind.Emotion, later: number + 1),
            ];
            foreach (var signal in signals)
            {
                yield return () => log.AddSignalsAsync(Tenant, [signal], cancellationToken);
            }

            // Some come twice.
            yield return () => log.AddSignalsAsync(Tenant, [signals[number % 4]], cancellationToken);
        }
    }
}
