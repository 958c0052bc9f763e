using System.Net;
using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests;

/// <summary>What the service does end to end, on every combination of bus and database.</summary>
public abstract class FeedbackServiceConformance
{
    [Fact]
    public async Task Should_turn_a_signal_into_a_reward_and_a_policy()
    {
        await using var app = await FeedbackApp.StartAsync(await SettingsAsync());
        var decision = DecisionNow(1);
        await app.Ranker.SendAsync(decision, TestContext.Current.CancellationToken);

        var answer = await app.PostAsync(PostedLike(1, "item-1"), PostedLike(1, "item-2"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<FeedbackReceipt>(TestContext.Current.CancellationToken)).ShouldBe(
            new FeedbackReceipt { Accepted = 2, Duplicates = 0 });
        var reward = await app.ReceiveAsync<RewardAssigned>(reward => reward.ItemId == "item-2");
        (reward.TenantId, reward.UserId, reward.DecisionId, reward.Revision, reward.Disliked).ShouldBe(("acme", "u-1", Id(1), 1, false));
    }

    [Fact]
    public async Task Should_broadcast_a_policy_that_prefers_what_was_liked()
    {
        await using var app = await FeedbackApp.StartAsync(await SettingsAsync());
        var decision = DecisionNow(1);
        await app.Ranker.SendAsync(decision, TestContext.Current.CancellationToken);
        await app.PostAsync(PostedLike(1, "item-1"), Posted(1, "item-2", "dislike"));

        var snapshot = await app.ReceiveAsync<PolicySnapshot>(snapshot => PolicyState.FromBytes(snapshot.State).Count == 2);

        (snapshot.TenantId, snapshot.Name, snapshot.FeatureVersion).ShouldBe(("acme", "lin-ts", DecisionFeatures.Version));
        var policy = PolicyState.FromBytes(snapshot.State);
        policy.Version.ShouldBe(snapshot.Version);
        policy.Score([.. decision.Items[0].Features]).ShouldBeGreaterThan(policy.Score([.. decision.Items[1].Features]));
    }

    [Fact]
    public async Task Should_keep_signals_that_arrive_first()
    {
        await using var app = await FeedbackApp.StartAsync(await SettingsAsync());
        (await app.PostAsync(PostedLike(1, "item-3"))).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await app.Ranker.SendAsync(DecisionNow(1), TestContext.Current.CancellationToken);

        (await app.ReceiveAsync<RewardAssigned>(reward => reward.ItemId == "item-3")).Reward.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Should_say_which_signals_it_knew()
    {
        await using var app = await FeedbackApp.StartAsync(await SettingsAsync());
        await app.PostAsync(PostedLike(1, "item-1"));

        var answer = await app.PostAsync(PostedLike(1, "item-1"), PostedLike(1, "item-2"), PostedLike(1, "item-2"));

        (await answer.Content.ReadFromJsonAsync<FeedbackReceipt>(TestContext.Current.CancellationToken)).ShouldBe(
            new FeedbackReceipt { Accepted = 1, Duplicates = 2 });
    }

    [Fact]
    public async Task Should_learn_from_silence_when_the_window_ends()
    {
        await using var app = await FeedbackApp.StartAsync(
            await SettingsAsync(("Feedback:RewardWindow", "00:00:00.5"), ("Feedback:PollInterval", "00:00:00.1")));
        await app.Ranker.SendAsync(DecisionNow(1), TestContext.Current.CancellationToken);

        PolicyState.FromBytes((await app.ReceiveAsync<PolicySnapshot>()).State).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_say_what_is_too_late_to_learn_from_and_take_the_dislike_all_the_same()
    {
        await using var app = await FeedbackApp.StartAsync(await SettingsAsync(("Feedback:RewardWindow", "00:01:00")));
        var decision = Decision(1, madeAt: TimeProvider.System.GetUtcNow().AddHours(-1));
        await app.Ranker.SendAsync(decision, TestContext.Current.CancellationToken);
        await app.ReceiveAsync<PolicySnapshot>();

        var answer = await app.PostAsync(Posted(1, "item-1", "dislike"));

        (await answer.Content.ReadFromJsonAsync<FeedbackReceipt>(TestContext.Current.CancellationToken)).ShouldBe(
            new FeedbackReceipt { Accepted = 1, Duplicates = 0, TooLate = 1 });
        (await app.ReceiveAsync<RewardAssigned>()).Disliked.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_keep_everything_over_a_restart_and_tell_a_ranker_that_starts()
    {
        var settings = await SettingsAsync();
        byte[] state;
        await using (var app = await FeedbackApp.StartAsync(settings))
        {
            await app.Ranker.SendAsync(DecisionNow(1), TestContext.Current.CancellationToken);
            await app.PostAsync(PostedLike(1, "item-1"));
            state = (await app.ReceiveAsync<PolicySnapshot>()).State;
        }

        await using var again = await FeedbackApp.StartAsync(settings);
        await again.Ranker.SendAsync(new RequestPolicySnapshot { Requester = "a test" }, TestContext.Current.CancellationToken);

        (await again.ReceiveAsync<PolicySnapshot>()).State.ShouldBe(state);
        await again.PostAsync(Posted(1, "item-1", "share"));
        (await again.ReceiveAsync<RewardAssigned>(reward => reward.Revision == 2)).Reward.ShouldBe(0.96, 1e-4);
    }

    private protected abstract Task<Dictionary<string, string?>> SettingsAsync();

    private async Task<Dictionary<string, string?>> SettingsAsync(params (string Name, string Value)[] more)
    {
        var settings = await SettingsAsync();
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }
}

public sealed class When_the_service_runs_alone : FeedbackServiceConformance, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>
    {
        ["Storage:ConnectionString"] = $"Data Source={_folder["feedback.db"]}",
    });
}

public sealed class When_the_service_runs_on_RabbitMQ_and_PostgreSql(
    RabbitMqServer broker, PostgresServer database) : FeedbackServiceConformance
{
    private protected override async Task<Dictionary<string, string?>> SettingsAsync() => new(await broker.CreateVirtualHostAsync())
    {
        ["Storage:Provider"] = "PostgreSql",
        ["Storage:ConnectionString"] = await database.CreateDatabaseAsync(),
    };
}
