using System.Net;
using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Hosting.Json;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Learning.Policies;
using Mmei.Storage;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Control;

/// <summary>What an operator sees of the policy, whatever the database.</summary>
public abstract class PolicyControlConformance : IAsyncLifetime
{
    private static readonly byte[] Torn = [1, 2, 3];
    private TestDatabase _database = null!;
    private FeedbackApp _app = null!;

    protected static SqlSchema Schema { get; } = SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await CreateDatabaseAsync();
        _app = await FeedbackApp.StartAsync(_database.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase> CreateDatabaseAsync();

    [Fact]
    public async Task Should_begin_with_a_policy_that_knows_nothing()
    {
        var policy = await GetAsync();

        (policy.Policy, policy.Exploration, policy.Version, policy.Rewards, policy.Frozen).ShouldBe(("lin-ts", 0.05, 0, 0, null));
        policy.Weights.Select(weight => weight.Feature).ShouldBe(DecisionFeatures.Names);
        policy.Weights.ShouldAllBe(weight => weight.Mean == 0 && Math.Abs(weight.Doubt - 1) < 1e-12);
    }

    [Fact]
    public async Task Should_tell_what_was_learned_by_the_features_names()
    {
        await LearnAsync(1);

        var bias = (await GetAsync()).Weights.Single(weight => weight.Feature == "bias");

        bias.Mean.ShouldBeGreaterThan(0);
        bias.Doubt.ShouldBeLessThan(1);
    }

    [Fact]
    public async Task Should_change_exploration_without_forgetting()
    {
        var learned = await LearnAsync(1);

        var policy = await ExploreAsync(new { policy = "square-cb", exploration = 0.2 }, force: true);

        (policy.Policy, policy.Exploration).ShouldBe(("square-cb", 0.2));
        policy.Rewards.ShouldBeGreaterThan(0);
        var told = await _app.ReceiveAsync<PolicySnapshot>(snapshot => snapshot.Name == "square-cb");
        told.Version.ShouldBeGreaterThan(learned.Version);
        var state = PolicyState.FromBytes(told.State);
        (state.Name, state.NoiseScale).ShouldBe(("square-cb", 0.2));
        state.Mean.ToArray().ShouldBe(PolicyState.FromBytes(learned.State).Mean.ToArray());
    }

    [Theory]
    [InlineData("lin-ts", 0.06)]
    [InlineData("softmax", 0.0)]
    [InlineData("random", 0.0)]
    [InlineData("apprentice", 0.11)]
    public async Task Should_not_replace_what_was_learned_unjudged(string policy, double exploration)
    {
        await LearnAsync(1);
        var before = await GetAsync();

        using var answer = await _app.Client.PutAsJsonAsync("/v1/policy/exploration", new { policy, exploration }, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("/v1/policy:promote");
        var after = await GetAsync();
        (after.Policy, after.Exploration, after.Version).ShouldBe((before.Policy, before.Exploration, before.Version));
    }

    [Theory]
    [InlineData("lin-ts", 0.01)]
    [InlineData("congruence", 0.0)]
    [InlineData("apprentice", 0.1)]
    public async Task Should_go_back_to_the_baseline_or_explore_less_at_once(string policy, double exploration)
    {
        await LearnAsync(1);

        var now = await ExploreAsync(new { policy, exploration });

        (now.Policy, now.Exploration).ShouldBe((policy, exploration));
    }

    [Fact]
    public async Task Should_judge_what_follows_a_freeze_before_the_first_reward()
    {
        await PostAsync<LearnedPolicy>("/v1/policy:freeze");

        using var answer = await _app.Client.PutAsJsonAsync("/v1/policy/exploration", new { policy = "random", exploration = 0 }, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Should_learn_beside_the_baseline_as_an_apprentice()
    {
        await ExploreAsync(new { policy = "apprentice", exploration = 0.05 });

        var told = await LearnAsync(1);

        told.Name.ShouldBe("apprentice");
        PolicyState.FromBytes(told.State).Mean.ToArray().ShouldContain(weight => weight > 0);
    }

    [Fact]
    public async Task Should_keep_and_freeze_what_is_stored_damaged_as_it_was()
    {
        await LearnAsync(1);
        var before = await GetAsync();
        await _database.Database.RunAsync("UPDATE feedback_policy_weeks SET posterior = @Torn", new { Torn }, Token);

        var kept = (await PostAsync<SnapshotList>("/v1/policy/snapshots")).Snapshots.ShouldHaveSingleItem();
        var frozen = await PostAsync<LearnedPolicy>("/v1/policy:freeze");

        kept.Rewards.ShouldBe(before.Rewards);
        frozen.Weights.ShouldBe(before.Weights);
    }

    [Fact]
    public async Task Should_not_go_back_to_a_snapshot_that_is_stored_damaged()
    {
        await LearnAsync(1);
        var kept = (await PostAsync<SnapshotList>("/v1/policy/snapshots")).Snapshots[0];
        await _database.Database.RunAsync("UPDATE feedback_policy_snapshots SET posterior = @Torn", new { Torn }, Token);

        using var answer = await _app.Client.PostAsJsonAsync("/v1/policy:rollback", new { version = kept.Version }, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await GetAsync()).Frozen.ShouldBeNull();
    }

    [Fact]
    public async Task Should_put_in_force_what_ranking_found_good_enough()
    {
        await _app.Ranker.SendAsync(
            new PromotePolicy { TenantId = "acme", Policy = "softmax", Exploration = 0.3, At = TimeProvider.System.GetUtcNow() }, Token);

        (await _app.ReceiveAsync<PolicySnapshot>()).Name.ShouldBe("softmax");
        var policy = await GetAsync();
        (policy.Policy, policy.Exploration).ShouldBe(("softmax", 0.3));
    }

    [Fact]
    public async Task Should_explore_before_the_first_reward()
    {
        await ExploreAsync(new { policy = "epsilon-greedy", exploration = 0.05 });

        var told = await _app.ReceiveAsync<PolicySnapshot>();

        (told.Name, told.FeatureVersion).ShouldBe(("epsilon-greedy", DecisionFeatures.Version));
        PolicyState.FromBytes(told.State).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_tell_rankers_by_which_rule_an_apprentice_takes_over()
    {
        var policy = await ExploreAsync(Apprentice(new { exploration = 0.02, leastDecisions = 500, leastLift = 0.1 }));

        var told = (await _app.ReceiveAsync<PolicySnapshot>(snapshot => snapshot.Version == policy.Version)).TakeOver.ShouldNotBeNull();
        (told.Version, told.Policy, told.Exploration, told.LeastDecisions, told.LeastMatchRate, told.LeastLift)
            .ShouldBe((policy.Version, "lin-ts", 0.02, 500, null, 0.1));
        told.RewardWindow.ShouldBe(new FeedbackOptions().RewardWindow);
        policy.TakeOver.ShouldBe(new TakeOverRule { Exploration = 0.02, LeastDecisions = 500, LeastLift = 0.1 });
    }

    [Fact]
    public async Task Should_have_an_apprentice_take_over_once()
    {
        var rule = (await ExploreAsync(Apprentice(new { exploration = 0.02 }))).Version;

        await _app.Ranker.SendAsync(TakeOver(rule), Token);
        var told = await _app.ReceiveAsync<PolicySnapshot>(snapshot => snapshot.Name == "lin-ts");
        await _app.Ranker.SendAsync(TakeOver(rule), Token);
        await _app.Ranker.SendAsync(TakeOver(rule) with { Rule = null, Policy = "softmax" }, Token);

        // What is asked after it in the same queue has been done.
        var last = await _app.ReceiveAsync<PolicySnapshot>(snapshot => snapshot.Name == "softmax");
        (told.TakeOver, last.TakeOver, last.Version).ShouldBe((null, null, told.Version + 1));
        (await GetAsync()).TakeOver.ShouldBeNull();
    }

    [Fact]
    public async Task Should_take_nothing_over_by_a_rule_that_holds_no_more()
    {
        var first = (await ExploreAsync(Apprentice(new { exploration = 0.02 }))).Version;
        var second = await ExploreAsync(Apprentice(new { exploration = 0.02, leastDecisions = 1000 }));

        await _app.Ranker.SendAsync(TakeOver(first), Token);
        await _app.Ranker.SendAsync(TakeOver(second.Version) with { Policy = "lin-ucb" }, Token);

        (await _app.ReceiveAsync<PolicySnapshot>(snapshot => snapshot.Version > second.Version)).Name.ShouldBe("lin-ucb");
    }

    [Theory]
    [InlineData("lin-ts", """{ "exploration": 0.1 }""", "takeOver", "must not be set with lin-ts")]
    [InlineData("apprentice", "{}", "takeOver.exploration", "from 0 to 100 for lin-ts")]
    [InlineData("apprentice", """{ "policy": "congruence", "exploration": 0 }""", "takeOver.policy", "it serves already")]
    [InlineData("apprentice", """{ "exploration": 0.1, "leastDecisions": 99 }""", "takeOver.leastDecisions", "from 100 to 2000")]
    [InlineData("apprentice", """{ "exploration": 0.1, "leastLift": 2 }""", "takeOver.leastLift", "from -1 to 1")]
    public async Task Should_refuse_a_rule_that_cannot_be(string policy, string rule, string field, string problem)
    {
        using var content = new StringContent(
            $$"""{ "policy": "{{policy}}", "exploration": 0.05, "takeOver": {{rule}} }""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await _app.Client.PutAsync("/v1/policy/exploration", content, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync(Token);
        text.ShouldContain($"\"{field}\"");
        text.ShouldContain(problem);
        (await GetAsync()).Version.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{ "policy": "best", "exploration": 0.1 }""", "policy", "must be one of lin-ts, lin-ucb")]
    [InlineData("""{ "policy": "epsilon-greedy", "exploration": 2 }""", "exploration", "from 0 to 1 for epsilon-greedy")]
    [InlineData("""{ "exploration": -1 }""", "exploration", "from 0 to 100 for lin-ts")]
    [InlineData("{}", "exploration", "from 0 to 100 for lin-ts")]
    public async Task Should_refuse_what_a_policy_cannot(string body, string field, string problem)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _app.Client.PutAsync("/v1/policy/exploration", content, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync(Token);
        text.ShouldContain($"\"{field}\"");
        text.ShouldContain(problem);
        (await GetAsync()).Version.ShouldBe(0);
    }

    [Fact]
    public async Task Should_hold_a_frozen_policy_while_learning_goes_on()
    {
        await LearnAsync(1);
        var frozen = await PostAsync<LearnedPolicy>("/v1/policy:freeze");
        await LearnMoreAsync(2);

        var held = await GetAsync();
        held.Frozen.ShouldBe(frozen.Version);
        (held.Version, held.Rewards).ShouldBe((frozen.Version, frozen.Rewards));

        var released = await PostAsync<LearnedPolicy>("/v1/policy:unfreeze");
        released.Frozen.ShouldBeNull();
        released.Rewards.ShouldBeGreaterThan(frozen.Rewards);
        (await _app.ReceiveAsync<PolicySnapshot>(told => told.Version == released.Version)).State
            .ShouldSatisfyAllConditions(state => PolicyState.FromBytes(state).Count.ShouldBe(released.Rewards));
    }

    [Fact]
    public async Task Should_keep_snapshots_with_what_they_came_from()
    {
        await LearnAsync(1);
        var first = (await PostAsync<SnapshotList>("/v1/policy/snapshots")).Snapshots[0];
        await LearnAsync(2);

        var both = (await PostAsync<SnapshotList>("/v1/policy/snapshots")).Snapshots;

        both[0].Parent.ShouldBe(first.Version);
        both[0].Rewards.ShouldBeGreaterThan(first.Rewards);
        both.Select(snapshot => snapshot.Version).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Should_go_back_to_a_snapshot_bit_for_bit()
    {
        var before = await LearnAsync(1);
        var kept = (await PostAsync<SnapshotList>("/v1/policy/snapshots")).Snapshots[0];
        var after = await LearnAsync(2);

        var rolledBack = await PostAsync<LearnedPolicy>("/v1/policy:rollback", new { version = kept.Version });

        rolledBack.Frozen.ShouldBe(kept.Version);
        rolledBack.Version.ShouldBeGreaterThan(after.Version);
        var told = await _app.ReceiveAsync<PolicySnapshot>(snapshot => snapshot.Version == rolledBack.Version);
        PolicyState.FromBytes(told.State).Mean.ToArray().ShouldBe(PolicyState.FromBytes(before.State).Mean.ToArray());
        (await _app.Client.GetFromJsonAsync<SnapshotList>("/v1/policy/snapshots", JsonDefaults.Options, Token))!
            .Snapshots.Single(snapshot => snapshot.InForce).Version.ShouldBe(kept.Version);
    }

    [Fact]
    public async Task Should_refuse_a_snapshot_of_another_feature_version()
    {
        await LearnAsync(1);
        var kept = (await PostAsync<SnapshotList>("/v1/policy/snapshots")).Snapshots[0];
        await _database.Database.RunAsync(
            "UPDATE feedback_policy_snapshots SET feature_version = @other", new { other = DecisionFeatures.Version + 1L }, Token);

        using var answer = await _app.Client.PostAsJsonAsync("/v1/policy:rollback", new { version = kept.Version }, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain($"feature version {DecisionFeatures.Version + 1}");
        (await GetAsync()).Frozen.ShouldBeNull();
    }

    [Fact]
    public async Task Should_refuse_a_snapshot_that_there_is_not()
    {
        using var answer = await _app.Client.PostAsJsonAsync("/v1/policy:rollback", new { version = 77 }, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync()).Version.ShouldBe(0);
    }

    [Fact]
    public async Task Should_erase_the_snapshots_that_may_hold_a_person()
    {
        await LearnAsync(1);
        await PostAsync<SnapshotList>("/v1/policy/snapshots");
        await PostAsync<LearnedPolicy>("/v1/policy:freeze");

        using var erased = await _app.Client.DeleteAsync("/v1/users/u-1", Token);
        erased.EnsureSuccessStatusCode();

        (await _app.Client.GetFromJsonAsync<SnapshotList>("/v1/policy/snapshots", JsonDefaults.Options, Token))!.Snapshots.ShouldBeEmpty();
        var policy = await GetAsync();
        (policy.Frozen, policy.Rewards).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Should_set_one_tenants_policy_alone()
    {
        await ExploreAsync(new { policy = "random", exploration = 0 });
        _app.Client.DefaultRequestHeaders.Remove(Mmei.Hosting.Tenancy.TenantContext.HeaderName);
        _app.Client.DefaultRequestHeaders.Add(Mmei.Hosting.Tenancy.TenantContext.HeaderName, "other");

        (await GetAsync()).Policy.ShouldBe(KnownPolicies.ThompsonSampling);
    }

    private static object Apprentice(object takeOver) => new { policy = "apprentice", exploration = 0.05, takeOver };

    private static PromotePolicy TakeOver(long rule) => new()
    {
        TenantId = "acme",
        Policy = "lin-ts",
        Exploration = 0.02,
        At = TimeProvider.System.GetUtcNow(),
        Rule = rule,
    };

    /// <summary>Has a like learned, and waits until rankers are told.</summary>
    private async Task<PolicySnapshot> LearnAsync(int number)
    {
        var before = (await GetAsync()).Rewards;
        await TellAsync(number);
        return await _app.ReceiveAsync<PolicySnapshot>(told => PolicyState.FromBytes(told.State).Count > before);
    }

    /// <summary>Has a like learned while rankers are told nothing.</summary>
    private async Task LearnMoreAsync(int number)
    {
        await TellAsync(number);
        await _app.ReceiveAsync<RewardAssigned>(told => told.DecisionId == Id(number));
    }

    private async Task TellAsync(int number)
    {
        await _app.Ranker.SendAsync(DecisionNow(number), Token);
        using var answer = await _app.PostAsync(PostedLike(number, "item-1"));
        answer.EnsureSuccessStatusCode();
    }

    private async Task<LearnedPolicy> GetAsync() =>
        (await _app.Client.GetFromJsonAsync<LearnedPolicy>("/v1/policy", JsonDefaults.Options, Token))!;

    private async Task<LearnedPolicy> ExploreAsync(object body, bool force = false)
    {
        using var answer = await _app.Client.PutAsJsonAsync($"/v1/policy/exploration{(force ? "?force=true" : "")}", body, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        return (await answer.Content.ReadFromJsonAsync<LearnedPolicy>(JsonDefaults.Options, Token))!;
    }

    private async Task<T> PostAsync<T>(string path, object? body = null)
    {
        using var answer = body is null
            ? await _app.Client.PostAsync(path, content: null, Token)
            : await _app.Client.PostAsJsonAsync(path, body, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        return (await answer.Content.ReadFromJsonAsync<T>(JsonDefaults.Options, Token))!;
    }
}

public sealed class When_a_policy_is_controlled_in_SQLite : PolicyControlConformance
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.SqliteAsync(Schema);
}

public sealed class When_a_policy_is_controlled_in_PostgreSQL(PostgresServer server) : PolicyControlConformance
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.PostgresAsync(Schema, server);
}
