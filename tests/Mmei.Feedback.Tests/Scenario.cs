using Mmei.Contracts.Taxonomy;
using Mmei.Feedback.AssignRewards;
using Mmei.Feedback.Store;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests;

/// <summary>The same decisions and signals in an order that the seed decides, with learning in between, until every window has closed.</summary>
internal static class Scenario
{
    private const string Tenant = "acme";

    public static async Task RunAsync(IFeedbackStore store, RewardAssignment assignment, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var events = Events(store, cancellationToken).ToArray();
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

        Task LearnAsync(DateTimeOffset now) => store.LearnAsync(Tenant, 100, now, batch => assignment.Learn(batch, now), cancellationToken);
    }

    private static IEnumerable<Func<Task>> Events(IFeedbackStore store, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 8; i++)
        {
            var number = i;
            var decision = Decision(number, items: 4, madeAt: Noon.AddMinutes(number), emotion: (Emotion)(number % 7));
            yield return () => store.AddDecisionAsync(decision, Noon.AddHours(1), cancellationToken);
            Signal[] signals =
            [
                Signal(number, "item-1", SignalKind.Dwell, 10 + number),
                Signal(number, "item-3", number % 2 == 0 ? SignalKind.Like : SignalKind.Skip),
                Signal(number, "item-2", SignalKind.Dislike, seconds: number * 1000),
                Signal(number, "item-1", SignalKind.Emotion, later: number + 1),
            ];
            foreach (var signal in signals)
            {
                yield return () => store.AddSignalsAsync(Tenant, [signal], cancellationToken);
            }

            // Some come twice.
            yield return () => store.AddSignalsAsync(Tenant, [signals[number % 4]], cancellationToken);
        }
    }
}
