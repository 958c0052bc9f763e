using System.Security.Cryptography;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.People;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Feedback.Store;
using Mmei.Feedback.Votes;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Storage;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Store;

/// <summary>What every store must do; each adapter runs all of it.</summary>
public abstract class FeedbackStoreConformance : IAsyncLifetime
{
    private const string Tenant = "acme";
    private static readonly FeedbackOptions Options = new();
    private static readonly RewardAssignment Assignment = new(Options);
    private static readonly DateTimeOffset Closed = Noon + Options.RewardWindow;
    private TestDatabase _test = null!;

    private static SqlSchema Schema { get; } = SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SqlFeedbackLog Log => new(_test.Database);

    private SqlLearningStore Learning => new(_test.Database);

    private SqlPolicyStore Policies => PoliciesOf(_test);

    private SqlOutbox Outbox => new(_test.Database);

    public async ValueTask InitializeAsync() => _test = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_store_a_decision_once()
    {
        (await AddAsync(Decision(1))).ShouldBeTrue();
        (await AddAsync(Decision(1))).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_count_the_signals_that_are_new()
    {
        (await AddAsync(Signal(1, "item-1", SignalKind.Like), Signal(1, "item-2", SignalKind.Share))).ShouldBe(2);
        (await AddAsync(Signal(1, "item-2", SignalKind.Share), Signal(1, "item-3", SignalKind.Skip))).ShouldBe(1);
    }

    [Fact]
    public async Task Should_take_more_signals_than_fit_one_statement() =>
        (await AddAsync([.. Enumerable.Range(0, 950).Select(i => Signal(1, "item-1", SignalKind.Replay, id: $"s{i}"))])).ShouldBe(950);

    [Fact]
    public async Task Should_reward_an_item_for_its_signals()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-2", SignalKind.Like));

        var report = await LearnAsync();

        var announced = report.Announcements.ShouldHaveSingleItem();
        (announced.TenantId, announced.UserId, announced.DecisionId, announced.ItemId).ShouldBe((Tenant, "u-1", Id(1), "item-2"));
        (announced.Revision, announced.Disliked).ShouldBe((1, false));
        announced.Reward.ShouldBe(0.8, 1e-4);
        report.PolicyVersion.ShouldBe(1);
    }

    [Fact]
    public async Task Should_revise_a_reward_when_more_signals_come()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-2", SignalKind.Like));
        await LearnAsync();
        await AddAsync(Signal(1, "item-2", SignalKind.Dislike, seconds: 20));

        var announced = (await LearnAsync()).Announcements.ShouldHaveSingleItem();

        (announced.Revision, announced.Reward, announced.Disliked).ShouldBe((2, 0, true));
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(Expected((1, "item-2", 0))));
    }

    [Fact]
    public async Task Should_change_nothing_when_a_signal_is_repeated()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-2", SignalKind.Like));
        await LearnAsync();
        await AddAsync(Signal(1, "item-2", SignalKind.Like));

        (await Learning.TenantsWithWorkAsync(Token)).ShouldBeEmpty();
        var again = await LearnAsync();
        again.Rewards.ShouldBeEmpty();
        again.Weeks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_signals_that_come_before_their_decision()
    {
        await AddAsync(Signal(1, "item-1", SignalKind.Share));
        (await LearnAsync()).Orphaned.Count.ShouldBe(1);

        await AddAsync(Decision(1));

        (await LearnAsync()).Announcements.ShouldHaveSingleItem().ItemId.ShouldBe("item-1");
    }

    [Fact]
    public async Task Should_count_a_signal_on_an_item_that_was_not_shown()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "another", SignalKind.Like));

        var report = await LearnAsync();

        report.Orphaned.Count.ShouldBe(1);
        report.Rewards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_join_the_signals_of_another_tenant()
    {
        await AddAsync(Decision(1));
        await Log.AddSignalsAsync("mallory", [Signal(1, "item-1", SignalKind.Dislike)], Token);

        (await LearnAsync("mallory")).Rewards.ShouldBeEmpty();
        (await LearnAsync()).Rewards.ShouldBeEmpty();
        (await LearnAsync(now: Closed)).Rewards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_let_tenants_use_the_same_signal_ids()
    {
        await AddAsync(Signal(1, "item-1", SignalKind.Like, id: "s"));

        (await Log.AddSignalsAsync("other", [Signal(2, "item-1", SignalKind.Like, id: "s")], Token)).New.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_the_default_reward_to_what_was_examined_when_the_window_closes()
    {
        await AddAsync(Decision(1, items: 5));
        await AddAsync(Signal(1, "item-3", SignalKind.Like));
        (await LearnAsync()).Rewards.Select(reward => reward.ItemId).ShouldBe(["item-3"]);

        var report = await CloseAsync();

        report.Rewards.Select(reward => (reward.ItemId, reward.Reward)).ShouldBe(
            [("item-1", new Reward(0, RewardTraits.Default)), ("item-2", new Reward(0, RewardTraits.Default))]);
        report.Announcements.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_close_a_window_once()
    {
        await AddAsync(Decision(1));
        (await CloseAsync()).Rewards.Count.ShouldBe(1);

        await Learning.QueueClosingAsync(Closed.AddDays(1), 10, Token);

        (await Learning.TenantsWithWorkAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_replace_a_default_reward_by_signals_that_come_late()
    {
        await AddAsync(Decision(1));
        await CloseAsync();
        await AddAsync(Signal(1, "item-1", SignalKind.Like));

        var announced = (await LearnAsync(now: Closed.AddMinutes(1))).Announcements.ShouldHaveSingleItem();

        announced.Revision.ShouldBe(2);
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(Expected((1, "item-1", announced.Reward))));
    }

    [Fact]
    public async Task Should_ignore_what_happened_after_the_window()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-1", SignalKind.Like, seconds: (int)Options.RewardWindow.TotalSeconds + 1));

        (await CloseAsync()).Rewards.Select(reward => reward.Reward.Traits).ShouldBe([RewardTraits.Default]);
    }

    [Fact]
    public async Task Should_tell_of_a_dislike_however_late_it_comes()
    {
        var late = (int)Options.RewardWindow.TotalSeconds + 1;
        await AddAsync(Decision(1));
        await CloseAsync();
        var before = Fingerprint(await PosteriorAsync());

        (await Log.AddSignalsAsync(Tenant, [Signal(1, "item-2", SignalKind.Dislike, seconds: late)], Token))
            .ShouldBe(new AddedSignals(1, 1));
        var report = await LearnAsync(now: Closed.AddDays(1));

        var told = report.Announcements.ShouldHaveSingleItem();
        (told.ItemId, told.Disliked, told.Revision, told.At).ShouldBe(("item-2", true, 1, Noon.AddSeconds(late)));
        report.Rewards.ShouldBeEmpty("the policy learns within the window alone");
        Fingerprint(await PosteriorAsync()).ShouldBe(before);
        await AddAsync(Signal(1, "item-2", SignalKind.Like, seconds: late + 1));
        var after = (await LearnAsync(now: Closed.AddDays(1))).Announcements.ShouldHaveSingleItem();
        (after.Disliked, after.Liked, after.Revision).ShouldBe((false, true, 2));
    }

    [Fact]
    public async Task Should_tell_of_what_was_seen_late_once()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-2", SignalKind.Complete, 1, seconds: (int)Options.RewardWindow.TotalSeconds + 1));
        (await LearnAsync(now: Closed.AddDays(1))).Announcements.ShouldHaveSingleItem().ItemId.ShouldBe("item-2");

        await AddAsync(Signal(1, "item-1", SignalKind.Complete, 1, seconds: 5));

        (await LearnAsync(now: Closed.AddDays(1))).Announcements.ShouldHaveSingleItem().ItemId.ShouldBe("item-1");
    }

    [Fact]
    public async Task Should_reward_a_lifted_mood_once_the_later_observation_is_known()
    {
        await AddAsync(Decision(1, emotion: Emotion.Sadness));
        await AddAsync(Signal(1, "item-1", SignalKind.Complete, 0.5), Signal(1, "item-1", SignalKind.Emotion, later: 2));
        var before = (await LearnAsync()).Announcements.ShouldHaveSingleItem();

        await AddAsync(Decision(2, madeAt: Noon.AddMinutes(5), emotion: Emotion.Joy));

        (await LearnAsync()).Announcements.ShouldHaveSingleItem().Reward.ShouldBeGreaterThan(before.Reward);
    }

    [Fact]
    public async Task Should_take_the_moods_of_the_session_where_both_have_one()
    {
        await AddAsync(Signal(1, "item-1", SignalKind.Complete, 0.5), Signal(1, "item-1", SignalKind.Emotion, later: 2));
        await AddAsync(WithSession(Decision(1, emotion: Emotion.Joy), Session(Emotion.Sadness)));
        await AddAsync(WithSession(Decision(2, madeAt: Noon.AddMinutes(5), emotion: Emotion.Sadness), Session(Emotion.Joy)));

        (await LearnAsync()).Announcements.ShouldHaveSingleItem().Reward.ShouldBeGreaterThan(0.3, "the mood of the session was lifted");
    }

    [Fact]
    public async Task Should_not_compare_the_mood_of_a_session_with_that_of_an_observation()
    {
        await AddAsync(Signal(1, "item-1", SignalKind.Complete, 0.5), Signal(1, "item-1", SignalKind.Emotion, later: 2));
        await AddAsync(WithSession(Decision(1, emotion: Emotion.Joy), Session(Emotion.Sadness)));
        await AddAsync(Decision(2, madeAt: Noon.AddMinutes(5), emotion: Emotion.Joy));

        (await LearnAsync()).Announcements.ShouldHaveSingleItem().Reward.ShouldBe(0.3, 1e-4);
    }

    [Fact]
    public async Task Should_not_take_the_mood_of_someone_else()
    {
        await AddAsync(Decision(1, emotion: Emotion.Sadness));
        await AddAsync(Decision(2, user: "u-2", madeAt: Noon.AddMinutes(5), emotion: Emotion.Joy));
        await AddAsync(Signal(1, "item-1", SignalKind.Complete, 0.5), Signal(1, "item-1", SignalKind.Emotion, later: 2));

        (await LearnAsync()).Announcements.ShouldHaveSingleItem().Reward.ShouldBe(0.3, 1e-4);
    }

    [Fact]
    public async Task Should_come_to_the_same_state_in_any_order()
    {
        string? first = null;
        for (var seed = 0; seed < 6; seed++)
        {
            await using var database = await StartAsync();
            await Scenario.RunAsync(database.Database, Assignment, seed, Token);
            var state = (
                await PoliciesOf(database).PoliciesAsync(onlyUnsent: false, Token)).ShouldHaveSingleItem().Posterior;
            var votes = string.Join(", ", (await VotesAsync(database)).Select(item => (item.ItemId, item.Week, item.Sum)));
            first ??= Fingerprint(state) + votes;
            (Fingerprint(state) + votes).ShouldBe(first);
        }
    }

    [Fact]
    public async Task Should_lose_no_update_of_two_replicas()
    {
        const int Decisions = 40;
        await using var replica = await _test.ReplicaAsync();
        ISqlDatabase[] databases = [_test.Database, replica.Database];
        await Task.WhenAll(databases.SelectMany((database, replicaNumber) => new[]
        {
            Task.Run(async () =>
            {
                for (var i = replicaNumber; i < Decisions; i += 2)
                {
                    await new SqlFeedbackLog(database).AddDecisionAsync(Decision(i), Closed, Token);
                    await new SqlFeedbackLog(databases[1 - replicaNumber]).AddSignalsAsync(
                        Tenant, [Signal(i, "item-1", SignalKind.Share), Signal(i, "item-2", SignalKind.Skip)], Token);
                }
            }),
            Task.Run(async () =>
            {
                for (var i = 0; i < Decisions; i++)
                {
                    await Assignment.RunAsync(new SqlLearningStore(database), Tenant, 3, Noon, Token);
                }
            }),
        }));
        while ((await LearnAsync()).Visited > 0)
        {
        }

        var expected = Expected([.. Enumerable.Range(0, Decisions).SelectMany(i => new[] { (i, "item-1", 0.8), (i, "item-2", 0.0) })]);
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(expected));
    }

    [Fact]
    public async Task Should_make_what_is_stored_damaged_again_bit_for_bit()
    {
        for (var i = 0; i < 5; i++)
        {
            await AddAsync(Decision(i));
            await AddAsync(Signal(i, "item-1", SignalKind.Share), Signal(i, "item-2", SignalKind.Complete, 0.1 * i));
        }

        await LearnAsync();
        var before = await PosteriorAsync();
        await _test.Database.WriteAsync(
            async session =>
            {
                var bytes = (await session.ReadAsync<byte[]>("SELECT posterior FROM feedback_policy_weeks")).Single();
                bytes[^40] ^= 1;
                await session.RunAsync("UPDATE feedback_policy_weeks SET posterior = @bytes", new { bytes });
            },
            Token);
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(before), "rankers go on with what was learned");

        await AddAsync(Decision(6));
        var report = await LearnAsync();

        report.Rebuilt.ShouldBe(1);
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(before));
    }

    [Fact]
    public async Task Should_learn_on_from_what_an_earlier_version_stored()
    {
        await using var database = await StartAsync(
            Schema with { Steps = [.. Schema.Steps.TakeWhile(step => step.Name != "0003_tenant_id")] });
        await database.Database.WriteAsync(
            async session =>
            {
                await session.RunAsync("INSERT INTO feedback_tenants (tenant, policy_version) VALUES ('acme', 7)");
                var (made, item) = (Decision(1), Decision(1).Items[0]);
                await session.RunAsync(
                    """
                    INSERT INTO feedback_decisions (decision_id, tenant, user_id, observation_id, made_at, closes_at, valence, policy_name,
                        policy_version, explored, feature_version)
                    VALUES (@DecisionId, 'acme', @UserId, @ObservationId, @MadeAt, @Closed, 0, 'lin-ts', 0, 0, @FeatureVersion)
                    """,
                    new { made.DecisionId, made.UserId, made.ObservationId, made.MadeAt, Closed, made.FeatureVersion });
                await session.RunAsync(
                    """
                    INSERT INTO feedback_items (decision_id, item_id, position, score, propensity, features, reward)
                    VALUES (@DecisionId, @ItemId, 1, 1, 0.5, @features, 0)
                    """,
                    new { made.DecisionId, item.ItemId, features = item.Features.ToArray() });
                await session.RunAsync(
                    """
                    INSERT INTO feedback_policies (tenant, feature_version, version, broadcast_version, posterior, updated_at)
                    VALUES ('acme', @FeatureVersion, 7, 7, @state, @MadeAt)
                    """,
                    new { made.FeatureVersion, state = Expected((1, "item-1", 0)).ToBytes(), made.MadeAt });
            },
            Token);

        await using var upgraded = await database.ReplicaAsync(Schema);
        var known = (await PoliciesOf(upgraded).PoliciesAsync(onlyUnsent: false, Token)).ShouldHaveSingleItem();
        await new SqlFeedbackLog(upgraded.Database).AddDecisionAsync(Decision(2), Closed, Token);
        await new SqlFeedbackLog(upgraded.Database).AddSignalsAsync(Tenant, [Signal(2, "item-2", SignalKind.Share)], Token);
        var learned = await Assignment.RunAsync(new SqlLearningStore(upgraded.Database), Tenant, 10, Noon, Token);

        (known.Version, Fingerprint(known.Posterior)).ShouldBe((7, Fingerprint(Expected((1, "item-1", 0)))));
        (learned.PolicyVersion, learned.Rebuilt).ShouldBe((8, 1));
        Fingerprint(learned.Weeks.ShouldHaveSingleItem().Value).ShouldBe(
            Fingerprint(Expected((1, "item-1", 0), (2, "item-2", 0.8))));
    }

    [Fact]
    public async Task Should_keep_what_an_earlier_version_had_learned_of_deleted_decisions()
    {
        await using var database = await StartAsync(
            Schema with { Steps = [.. Schema.Steps.TakeWhile(step => step.Name != "0011_policy_weeks")] });
        await database.Database.WriteAsync(
            async session =>
            {
                var state = Expected((1, "item-1", 0.8)).ToBytes();
                await session.RunAsync("INSERT INTO feedback_tenants (tenant_id, policy_version) VALUES ('acme', 7)");
                await session.RunAsync(
                    """
                    INSERT INTO feedback_policies (tenant_id, feature_version, version, posterior, archive, updated_at)
                    VALUES ('acme', @FeatureVersion, 7, @state, @state, @Noon)
                    """,
                    new { Decision(1).FeatureVersion, state, Noon });
            },
            Token);

        await using var upgraded = await database.ReplicaAsync(Schema);

        Fingerprint((await PoliciesOf(upgraded).PoliciesAsync(onlyUnsent: true, Token)).ShouldHaveSingleItem().Posterior)
            .ShouldBe(Fingerprint(Expected((1, "item-1", 0.8))));
    }

    [Fact]
    public async Task Should_let_what_was_learned_long_ago_fade_where_a_half_life_is_set()
    {
        await AddAsync(Decision(1), Decision(2, madeAt: Noon.AddDays(14)));
        await AddAsync(Signal(1, "item-1", SignalKind.Share), Signal(2, "item-1", SignalKind.Share, seconds: 14 * 24 * 3600));
        await LearnAsync(now: Noon.AddDays(14));

        var faded = (await PoliciesOf(_test, halfLife: TimeSpan.FromDays(14)).PoliciesAsync(onlyUnsent: false, Token)).Single().Posterior;

        var expected = Expected((2, "item-1", 0.8));
        expected.Merge(Expected((1, "item-1", 0.8)), 0.5);
        Fingerprint(faded).ShouldBe(Fingerprint(expected));
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(Expected((1, "item-1", 0.8), (2, "item-1", 0.8))), "and nowhere else");
    }

    [Fact]
    public async Task Should_know_nothing_of_a_damaged_week_of_which_nothing_is_left()
    {
        await AddAsync(OfThreeFeatures(Decision(1)), OfThreeFeatures(Decision(2, user: "u-2", madeAt: Noon.AddDays(7))));
        await AddAsync(Signal(1, "item-1", SignalKind.Share), Signal(2, "item-1", SignalKind.Share, seconds: 7 * 24 * 3600));
        await LearnAsync(now: Noon.AddDays(7));
        await new SqlErasures(_test.Database).EraseAsync(Tenant, "u-2", Id(99), Noon.AddDays(8), Token);
        await _test.Database.RunAsync(
            "UPDATE feedback_policy_weeks SET posterior = @none WHERE week = @week",
            new { none = new byte[8], week = Weeks.Of(Noon.AddDays(7)) },
            Token);

        (await PosteriorAsync()).ShouldSatisfyAllConditions(left => left.Count.ShouldBe(1), left => left.Dimension.ShouldBe(3));

        static DecisionMade OfThreeFeatures(DecisionMade decision) => decision with
        {
            FeatureVersion = 999,
            Items = [.. decision.Items.Select(item => item with { Features = [1, 0.5, 0.25] })],
        };
    }

    [Fact]
    public async Task Should_take_a_person_out_of_weeks_long_past()
    {
        await AddAsync(Decision(1), Decision(2, user: "u-2"), Decision(3, user: "u-2", madeAt: Noon.AddDays(21)));
        await AddAsync(
            Signal(1, "item-1", SignalKind.Share), Signal(2, "item-1", SignalKind.Share),
            Signal(3, "item-1", SignalKind.Share, seconds: 21 * 24 * 3600));
        await LearnAsync(now: Noon.AddDays(21));

        await new SqlErasures(_test.Database).EraseAsync(Tenant, "u-2", Id(99), Noon.AddDays(22), Token);

        var weeks = await _test.Database.ReadAsync(
            session => session.ReadWeeksAsync(Tenant, [DecisionFeatures.Version]), Token);
        weeks.OrderBy(week => week.Key.Week).Select(week => Fingerprint(week.Value.Sums))
            .ShouldBe([Fingerprint(Expected((1, "item-1", 0.8))), Fingerprint(Expected())]);
    }

    [Fact]
    public async Task Should_count_an_orphan_once_however_often_it_is_seen()
    {
        await AddAsync(Signal(1, "item-1", SignalKind.Like));
        (await LearnAsync()).Orphaned.Count.ShouldBe(1);
        await AddAsync(Signal(1, "item-2", SignalKind.Like));

        (await LearnAsync()).Orphaned.Count.ShouldBe(1, "the second signal, not the first again");
        await AddAsync(Decision(1));
        (await LearnAsync()).Claimed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_delete_what_is_old_and_nothing_else()
    {
        await AddAsync(Decision(1), Decision(2, madeAt: Noon.AddHours(1)), Decision(3, tenant: "other"));
        await AddAsync(
            Signal(1, "item-1", SignalKind.Like), Signal(2, "item-1", SignalKind.Like), Signal(9, "item-1", SignalKind.Like),
            Signal(9, "item-1", SignalKind.Like, seconds: 7200));
        await LearnAsync();
        var before = Noon.AddMinutes(30);

        (await new RetainedDecisions(_test.Database).DeleteAsync(Tenant, before, 100, Token)).ShouldBe(1);
        (await new RetainedOrphans(_test.Database).DeleteAsync(Tenant, before, 100, Token)).ShouldBe(1);

        (await CountAsync("feedback_decisions")).ShouldBe(2);
        (await CountAsync("feedback_items")).ShouldBe(6);
        (await CountAsync("feedback_signals")).ShouldBe(2);
        (await new RetainedDecisions(_test.Database).DeleteAsync(Tenant, before, 100, Token)).ShouldBe(0);
        (await AddAsync(Decision(1))).ShouldBeTrue("a deleted decision is not known");
    }

    [Fact]
    public async Task Should_delete_no_more_than_a_batch_at_a_time()
    {
        await AddAsync([.. Enumerable.Range(1, 5).Select(i => Decision(i))]);

        (await new RetainedDecisions(_test.Database).DeleteAsync(Tenant, Noon.AddDays(1), 3, Token)).ShouldBe(3);
        (await new RetainedDecisions(_test.Database).DeleteAsync(Tenant, Noon.AddDays(1), 3, Token)).ShouldBe(2);
    }

    [Fact]
    public async Task Should_keep_what_was_learned_of_deleted_decisions_and_rebuild_it_too()
    {
        for (var i = 0; i < 4; i++)
        {
            await AddAsync(Decision(i, madeAt: Noon.AddMinutes(i)));
            await AddAsync(Signal(i, "item-1", SignalKind.Share));
        }

        await LearnAsync();
        var before = await PosteriorAsync();
        await new RetainedDecisions(_test.Database).DeleteAsync(Tenant, Noon.AddMinutes(1.5), 1, Token);
        await new RetainedDecisions(_test.Database).DeleteAsync(Tenant, Noon.AddMinutes(1.5), 1, Token);
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(before));
        await _test.Database.RunAsync("UPDATE feedback_policy_weeks SET posterior = @none", new { none = new byte[8] }, Token);

        await AddAsync(Decision(9));
        (await LearnAsync()).Rebuilt.ShouldBe(1);

        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(before));
    }

    [Fact]
    public async Task Should_have_a_person_vote_once_on_what_they_met()
    {
        await AddAsync(Decision(1), Decision(2));
        await AddAsync(Signal(1, "item-2", SignalKind.Like), Signal(2, "item-2", SignalKind.Share));
        await LearnAsync();

        var counted = (await VotesAsync()).ShouldHaveSingleItem();

        counted.ItemId.ShouldBe("item-2");
        (counted.Sum.For + counted.Sum.Against).ShouldBe(1, 1e-4);
        (await CloseAsync()).ItemVotes.Select(item => (item.ItemId, item.Sum.For, item.Sum.Against))
            .ShouldBe([("item-1", 0, 1)], "passed over");
    }

    [Fact]
    public async Task Should_hear_no_vote_of_those_who_say_nothing_or_have_no_name()
    {
        await AddAsync(Decision(1), Decision(2, user: null));
        await AddAsync(Signal(2, "item-1", SignalKind.Like));

        (await CloseAsync()).ItemVotes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_count_the_votes_of_what_was_passed_over_once_a_late_signal_tells_that_somebody_was_there()
    {
        await AddAsync(Decision(1));
        await CloseAsync();
        await AddAsync(Signal(1, "item-3", SignalKind.Like));

        (await LearnAsync(now: Closed.AddMinutes(1))).ItemVotes.Select(item => item.ItemId).ShouldBe(["item-1", "item-2", "item-3"]);
    }

    [Fact]
    public async Task Should_replace_a_vote_when_more_signals_come()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-2", SignalKind.Like));
        await LearnAsync();
        await AddAsync(Signal(1, "item-2", SignalKind.Dislike, seconds: 20));

        var counted = (await LearnAsync()).ItemVotes.ShouldHaveSingleItem();

        (counted.Sum, counted.Revision).ShouldBe((new Vote(0, 1, 0, 0), 2));
    }

    [Fact]
    public async Task Should_forget_votes_of_weeks_long_past()
    {
        await AddAsync(Decision(1), Decision(2, madeAt: Noon.AddDays(14)));
        await AddAsync(Signal(1, "item-1", SignalKind.Like), Signal(2, "item-2", SignalKind.Like, seconds: 14 * 24 * 3600));
        await LearnAsync();

        (await new RetainedVotes(_test.Database).DeleteAsync(Tenant, Noon.AddDays(14), 100, Token)).ShouldBe(1);

        (await VotesAsync()).ShouldHaveSingleItem().ItemId.ShouldBe("item-2");
    }

    [Fact]
    public async Task Should_erase_a_person_with_all_that_they_contributed()
    {
        await AddAsync(Decision(1), Decision(2, user: "u-2"));
        await AddAsync(Signal(1, "item-1", SignalKind.Like), Signal(2, "item-1", SignalKind.Like), Signal(2, "item-2", SignalKind.Skip));
        await LearnAsync();
        var at = Noon.AddMinutes(5);

        var erased = await new SqlErasures(_test.Database).EraseAsync(Tenant, "u-2", Id(99), at, Token);

        erased.ShouldBe(new Erased(Decisions: 1, Signals: 2, PolicyRewards: 2, Votes: 2, Messages: 2));
        Fingerprint(await PosteriorAsync()).ShouldBe(Fingerprint(Expected((1, "item-1", 0.8))));
        (await VotesAsync()).Where(item => item.Sum != default).Select(item => item.Sum)
            .ShouldBe([Vote.Of(0.8, position: 1, worse: null)]);
        (await Policies.PoliciesAsync(onlyUnsent: true, Token)).ShouldHaveSingleItem().Version.ShouldBe(2);
        (await Outbox.LeaseAsync(at, TimeSpan.FromSeconds(1), 20, Token)).Select(entry => entry.Message).OfType<ErasePerson>()
            .ShouldHaveSingleItem().UserId.ShouldBe("u-2");
    }

    [Fact]
    public async Task Should_not_take_in_a_decision_from_before_its_person_was_erased()
    {
        await new SqlErasures(_test.Database).EraseAsync(Tenant, "u-1", Id(99), Noon.AddMinutes(5), Token);

        (await AddAsync(Decision(1))).ShouldBeFalse();
        (await AddAsync(Decision(2, madeAt: Noon.AddMinutes(6)))).ShouldBeTrue();
        (await AddAsync(Decision(3, user: "u-2"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_know_what_ranking_has_erased_once_it_says_so()
    {
        var erasures = new SqlErasures(_test.Database);
        await erasures.EraseAsync(Tenant, "u-1", Id(99), Noon, Token);
        (await erasures.TastesAsync(Tenant, Id(99), Token)).ShouldBeNull();

        await erasures.ConfirmAsync(Tenant, Id(99), 3, Token);

        (await erasures.TastesAsync(Tenant, Id(99), Token)).ShouldBe(3);
    }

    [Fact]
    public async Task Should_store_nothing_when_learning_fails()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-1", SignalKind.Like));

        await Should.ThrowAsync<InvalidOperationException>(
            Learning.InOneTransactionAsync<Learned>(
                async unit =>
                {
                    await unit.SaveAsync(Assignment.Learn(await unit.LoadAsync(Tenant, 10), Noon));
                    throw new InvalidOperationException("no");
                },
                Token));

        (await LearnAsync()).Announcements.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_hand_a_message_to_one_sender_until_its_lease_ends()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-1", SignalKind.Like), Signal(1, "item-2", SignalKind.Dislike));
        await LearnAsync();
        var lease = TimeSpan.FromSeconds(30);

        var taken = await Outbox.LeaseAsync(Noon, lease, 10, Token);

        taken.Select(entry => entry.Message).OfType<RewardAssigned>().Select(reward => (reward.ItemId, reward.Disliked))
            .ShouldBe([("item-1", false), ("item-2", true)]);
        taken.Select(entry => entry.Message).OfType<VotesCounted>().Select(votes => votes.ItemId).ShouldBe(["item-1", "item-2"]);
        (await Outbox.LeaseAsync(Noon.AddSeconds(29), lease, 10, Token)).ShouldBeEmpty();
        (await Outbox.LeaseAsync(Noon.AddSeconds(30), lease, 10, Token)).Count.ShouldBe(4);

        await Outbox.RemoveAsync([.. taken.Select(entry => entry.Id)], Token);
        (await Outbox.LeaseAsync(Noon.AddHours(1), lease, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_remember_which_policy_was_broadcast()
    {
        await AddAsync(Decision(1));
        await AddAsync(Signal(1, "item-1", SignalKind.Like));
        await LearnAsync();
        var policy = (await Policies.PoliciesAsync(onlyUnsent: true, Token)).ShouldHaveSingleItem();

        await Policies.MarkSentAsync(policy, Token);
        (await Policies.PoliciesAsync(onlyUnsent: true, Token)).ShouldBeEmpty();

        await AddAsync(Signal(1, "item-2", SignalKind.Like));
        await LearnAsync();
        (await Policies.PoliciesAsync(onlyUnsent: true, Token)).ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    private protected abstract Task<TestDatabase> StartAsync(SqlSchema schema);

    private Task<TestDatabase> StartAsync() => StartAsync(Schema);

    private Task<bool> AddAsync(DecisionMade decision) => Log.AddDecisionAsync(decision, decision.MadeAt + Options.RewardWindow, Token);

    private async Task<int> AddAsync(params Signal[] signals) => (await Log.AddSignalsAsync(Tenant, signals, Token)).New;

    private Task<Learned> LearnAsync(string tenant = Tenant, DateTimeOffset? now = null) =>
        Assignment.RunAsync(Learning, tenant, 100, now ?? Noon, Token);

    private async Task<Learned> CloseAsync()
    {
        await Learning.QueueClosingAsync(Closed, 10, Token);
        return await LearnAsync(now: Closed);
    }

    private async Task AddAsync(params DecisionMade[] decisions)
    {
        foreach (var decision in decisions)
        {
            await AddAsync(decision);
        }
    }

    private Task<ItemVotes[]> VotesAsync(TestDatabase? database = null) => (database ?? _test).Database.ReadAsync(
        async session => (await session.ReadItemVotesAsync(Tenant, ["item-1", "item-2", "item-3", "item-4"]))
            .OrderBy(votes => (votes.ItemId, votes.Week)).ToArray(),
        Token);

    private async Task<long> CountAsync(string table) =>
        (await _test.Database.ReadAsync<long>($"SELECT COUNT(*) FROM {table}", null, Token)).Single();

    private static SqlPolicyStore PoliciesOf(TestDatabase database, TimeSpan? halfLife = null) =>
        new(database.Database, Microsoft.Extensions.Options.Options.Create(new FeedbackOptions { HalfLife = halfLife }));

    private async Task<LinearPosterior> PosteriorAsync() =>
        (await Policies.PoliciesAsync(onlyUnsent: false, Token)).ShouldHaveSingleItem().Posterior;

    private static string Fingerprint(LinearPosterior posterior) => $"{posterior.Count} rewards, {Convert.ToHexString(SHA256.HashData(posterior.ToBytes()))}";

    private static LinearPosterior Expected(params (int Decision, string Item, double Reward)[] rewards)
    {
        var posterior = new LinearPosterior(DecisionFeatures.Dimension);
        foreach (var (decision, itemId, reward) in rewards)
        {
            posterior.Add([.. Decision(decision).Items.Single(item => item.ItemId == itemId).Features], reward);
        }

        return posterior;
    }
}

public sealed class When_feedback_is_kept_in_Sqlite : FeedbackStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.SqliteAsync(schema);
}

public sealed class When_feedback_is_kept_in_PostgreSql(PostgresServer server) : FeedbackStoreConformance
{
    private protected override Task<TestDatabase> StartAsync(SqlSchema schema) => TestDatabase.PostgresAsync(schema, server);
}
