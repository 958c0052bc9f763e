using System.Net;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Integration.Tests.Outages;

/// <summary>
/// PostgreSQL is stopped for longer than the bus library tries again by itself, and comes back. What was on its way waits, what is sent
/// meanwhile is refused until it can be kept, and nobody has to do anything. A service that is held is one that is slow: what it has not
/// taken yet when the database goes is on its way.
/// </summary>
public sealed class When_the_database_is_stopped(OutagePlatform outage) : IClassFixture<OutagePlatform>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_lose_and_repeat_nothing_of_what_was_on_its_way_to_ranking()
    {
        var (platform, client) = (outage.Platform, outage.Platform.Client);
        var (ann, gone) = (await outage.ObserveAsync("ann"), await outage.ObserveAsync("gone"));
        await client.SendFeedbackAsync(Said(gone, (0, SignalKind.Like)), Cancelled);
        await outage.UntilLearnedAsync();
        var items = (await client.GetCatalogStatusAsync(Cancelled)).Items;

        await platform.SignalAsync("text", "STOP");
        await client.PutItemAsync("on-its-way", Item, Cancelled);
        await platform.SignalAsync("ranking", "STOP");
        var said = Said(ann, (0, SignalKind.Like), (1, SignalKind.Dislike), (2, SignalKind.Skip));
        await client.SendFeedbackAsync(said, Cancelled);
        (await client.EraseUserAsync("gone", Cancelled)).Complete.ShouldBeFalse();
        await outage.UntilToldAsync();
        var later = Said(ann, (3, SignalKind.Like));
        await outage.WithoutDatabaseAsync(async () =>
        {
            await platform.SignalAsync("ranking", "CONT");
            await platform.SignalAsync("text", "CONT");
            await ShouldBeRefusedAsync(() => client.SendFeedbackAsync(later, Cancelled));
            await ShouldBeRefusedAsync(() => client.PutItemAsync("asked-meanwhile", Item, Cancelled));
            await ShouldBeRefusedAsync(() => client.EraseUserAsync("ann", Cancelled));
        });
        await UntilTakenAsync(() => client.SendFeedbackAsync(later, Cancelled));
        await UntilTakenAsync(() => client.PutItemAsync("asked-meanwhile", Item, Cancelled));

        await outage.UntilLearnedAsync();
        await outage.UntilIndexedAsync(items + 2);
        (await client.SendFeedbackAsync(said, Cancelled)).Accepted.ShouldBe(0);
        await outage.UntilLearnedAsync();
        var known = await client.GetUserAsync("ann", Cancelled);
        known.Seen.ShouldBe([.. ann.Items.Take(4).Select(item => item.Id)], ignoreOrder: true);
        known.Disliked.ShouldBe([ann.Items[1].Id]);
        (await outage.CountAsync("(SELECT COUNT(*) FROM ranking_rewards WHERE user_id = 'ann')")).ShouldBe(4);
        (await outage.CountAsync("(SELECT MIN(tastes) FROM feedback_erasures)")).ShouldBe(1);
        (await client.GetUserAsync("gone", Cancelled)).ShouldSatisfyAllConditions(
            gone => gone.Seen.ShouldBeEmpty(),
            gone => gone.Decisions.ShouldBe(0));
        await ShouldHaveLearnedOnceAsync();
    }

    [Fact]
    public async Task Should_lose_and_repeat_nothing_of_what_was_on_its_way_to_feedback()
    {
        var (platform, client) = (outage.Platform, outage.Platform.Client);
        await platform.SignalAsync("feedback", "STOP");
        var ben = await outage.ObserveAsync("ben");
        await outage.WithoutDatabaseAsync(() => platform.SignalAsync("feedback", "CONT"));

        await UntilTakenAsync(() => client.SendFeedbackAsync(Said(ben, (0, SignalKind.Like)), Cancelled));

        await outage.UntilLearnedAsync();
        (await client.GetUserAsync("ben", Cancelled)).Liked.ShouldBe([ben.Items[0].Id]);
        (await outage.CountAsync("(SELECT COUNT(*) FROM feedback_decisions WHERE user_id = 'ben')")).ShouldBe(1);
        await ShouldHaveLearnedOnceAsync();
    }

    private static CatalogItem Item => new() { Kind = ContentKind.Music, Title = "Rain on a tin roof" };

    private static FeedbackRequest Said(ObservationAnswer answer, params (int Place, SignalKind Kind)[] signals) => new()
    {
        Signals =
        [
            .. signals.Select(signal => new FeedbackSignal
            {
                Id = $"{answer.DecisionId}-{signal.Place}-{signal.Kind}",
                DecisionId = answer.DecisionId,
                ItemId = answer.Items[signal.Place].Id,
                Kind = signal.Kind,
                At = TimeProvider.System.GetUtcNow(),
            }),
        ],
    };

    private static async Task ShouldBeRefusedAsync(Func<Task> call)
    {
        var problem = await Should.ThrowAsync<MmeiProblemException>(call);
        problem.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.RetryAfter.ShouldNotBeNull();
    }

    /// <summary>Makes the same call until it is not refused for the database's sake, as a client should.</summary>
    private static Task UntilTakenAsync(Func<Task> call) => OutagePlatform.UntilAsync(async () =>
    {
        try
        {
            await call();
            return true;
        }
        catch (MmeiProblemException problem) when (problem.Status == HttpStatusCode.ServiceUnavailable)
        {
            await Task.Delay(problem.RetryAfter ?? Pause, TimeProvider.System, Cancelled);
            return false;
        }
    });

    /// <summary>The policy has each reward once, and no message was given up.</summary>
    private async Task ShouldHaveLearnedOnceAsync()
    {
        (await outage.Platform.Client.GetPolicyAsync(Cancelled)).Rewards.ShouldBe(
            await outage.CountAsync("(SELECT COUNT(*) FROM feedback_items WHERE reward IS NOT NULL)"));
        (await outage.DeadLettersAsync()).ShouldBe(0u);
    }
}
