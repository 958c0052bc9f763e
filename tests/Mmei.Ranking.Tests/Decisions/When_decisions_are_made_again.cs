using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Decisions.Replay;
using Mmei.Ranking.Rank;
using Mmei.Storage;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.Decisions;

/// <summary>Ranker, store and replay, on a catalog in SQLite.</summary>
public sealed class When_decisions_are_made_again : IAsyncLifetime
{
    private const int Items = 120;
    private static readonly RankingOptions Weights = new() { PropensityDraws = 8, MoodShift = 0.7, Diversity = 0.2 };
    private TestDatabase _database = null!;
    private SqlCatalogStore _catalog = null!;
    private SqlDecisionStore _store = null!;
    private IReadOnlyList<RankableItem> _items = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("ranking", typeof(SqlDecisionStore).Assembly));
        _catalog = new SqlCatalogStore(_database.Database, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        _store = new SqlDecisionStore(_database.Database);
        await _catalog.UpsertAsync("acme", [.. Enumerable.Range(0, Items).Select(i => Content($"i{i:D3}", $"Title {i}"))], Cancel);
        await _catalog.SaveEncodedAsync([.. Enumerable.Range(0, Items).Select(i => Encoded(i, revision: 1))], Cancel);
        _items = await _catalog.LoadAsync("acme", "content-bert@1", [.. Enumerable.Range(0, Items).Select(i => $"i{i:D3}")], Cancel);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Should_come_out_the_same_to_the_bit_a_thousand_times()
    {
        var decisions = new RandomDecisions(_items, Weights, seed: 7);
        for (var i = 0; i < 1000; i++)
        {
            var decision = decisions.Next();
            await KeepAsync(decision);

            var answer = await ReplayAsync(decision);

            answer.Differences.ShouldBeEmpty();
            answer.Lacks.ShouldBeEmpty();
            answer.Outcome.ShouldBe(ReplayOutcome.Identical);
        }
    }

    [Fact]
    public void Should_take_a_few_kilobytes()
    {
        var record = DecisionRecorded.Of(Large(), KeptPolicy.Of(Large().Inputs.Policy).Id, Weights, []);

        RecordCodec.Write(record).Length.ShouldBeInRange(1000, 12_000);
    }

    [Fact]
    public async Task Should_name_an_item_that_was_changed_since()
    {
        var decision = Large();
        await KeepAsync(decision);
        var changed = decision.Slate.Items[0].Item.ItemId;
        await _catalog.UpsertAsync("acme", [Content(changed, "Another title")], Cancel);
        await _catalog.SaveEncodedAsync([Encoded(0, revision: 2) with { ItemId = changed, Embedding = Vectors.Random(-5) }], Cancel);

        var answer = await ReplayAsync(decision);

        answer.Outcome.ShouldBe(ReplayOutcome.Different);
        answer.Lacks.ShouldHaveSingleItem()
            .ShouldBe(new ReplayLack { What = ReplayInput.Item, Id = changed, Problem = LackProblem.Changed });
        answer.Differences.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Should_name_an_item_that_was_deleted_since()
    {
        var decision = Large();
        await KeepAsync(decision);
        await _catalog.DeleteAsync("acme", decision.Slate.Items[0].Item.ItemId, Cancel);

        var answer = await ReplayAsync(decision);

        answer.Outcome.ShouldBe(ReplayOutcome.Different);
        answer.Lacks.ShouldHaveSingleItem().Problem.ShouldBe(LackProblem.Gone);
        answer.Differences.ShouldContain(difference => difference.Position == 1 && difference.Part == "item");
    }

    [Fact]
    public async Task Should_not_mind_a_change_of_title_and_kind_that_is_not_encoded_yet()
    {
        var decision = Large();
        await KeepAsync(decision);
        await _catalog.UpsertAsync("acme", [Content("i001", "Another title") with { Kind = ContentKind.Story }], Cancel);

        (await ReplayAsync(decision)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_boost_what_was_boosted_by_then_whatever_its_tags_are_now()
    {
        var boosted = new RandomDecisions(_items, Weights, seed: 5);
        Decision decision;
        do
        {
            decision = boosted.Next();
        }
        while (!decision.Slate.Items.Any(placed => placed.Parts.Boost > 0));

        await KeepAsync(decision);
        var changed = decision.Slate.Items.First(placed => placed.Parts.Boost > 0).Item;
        await _catalog.UpsertAsync("acme", [Content(changed.ItemId, changed.Title) with { Tags = ["odd"] }], Cancel);

        (await ReplayAsync(decision)).Outcome.ShouldBe(ReplayOutcome.Identical);
    }

    [Fact]
    public async Task Should_say_that_it_cannot_when_the_policy_is_gone()
    {
        var decision = Large();
        await KeepAsync(decision);
        await _database.Database.RunAsync("DELETE FROM ranking_policies", null, Cancel);

        var answer = await ReplayAsync(decision);

        answer.Outcome.ShouldBe(ReplayOutcome.Impossible);
        answer.Lacks.ShouldHaveSingleItem().What.ShouldBe(ReplayInput.Policy);
    }

    [Fact]
    public async Task Should_say_that_it_cannot_when_the_record_was_too_large()
    {
        var decision = Large();
        await KeepAsync(decision, new DecisionOptions { RecordBytes = 1024 });

        var answer = await ReplayAsync(decision);

        answer.Outcome.ShouldBe(ReplayOutcome.Impossible);
        answer.Lacks.ShouldHaveSingleItem().ShouldBe(new ReplayLack { What = ReplayInput.Record, Problem = LackProblem.TooLarge });
    }

    [Fact]
    public async Task Should_name_the_ranker_when_another_version_decided()
    {
        var decision = Large();
        var record = DecisionRecorded.Of(decision, KeptPolicy.Of(decision.Inputs.Policy).Id, Weights, []) with { Ranker = 0 };
        await KeepAsync(decision);

        (await Replayer.ReplayAsync(record, Cancel)).Lacks.ShouldHaveSingleItem().What.ShouldBe(ReplayInput.Ranker);
    }

    private Replayer Replayer => new(new InputsOfRecords(_store, _catalog), Instruments);

    private static RankingInstruments Instruments =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private static ItemContent Content(string id, string title) =>
        new(id, ContentKind.Music, title, "", (id[^1] - '0') % 2 == 0 ? ["even"] : []);

    private static EncodedItem Encoded(int i, long revision) => new(
        "acme", $"i{i:D3}", revision, Vectors.Random(i), Vectors.Peak(7, i % 7), Vectors.Peak(5, i % 5), "content-bert@1",
        Vectors.Meaning(i));

    private Decision Large()
    {
        var decision = new RandomDecisions(_items, Weights, seed: 3).Next();
        var inputs = decision.Inputs with { Candidates = _items, K = 10 };
        return decision with
        {
            Observation = decision.Observation with { Options = decision.Observation.Options with { K = 10 } },
            Inputs = inputs,
            Slate = new Ranker(Options.Create(Weights)).Rank(inputs),
        };
    }

    private Task KeepAsync(Decision decision, DecisionOptions? options = null) => new DecisionRecords(
        _store, Options.Create(options ?? new DecisionOptions()), Options.Create(Weights), Options.Create(new RuleOptions()), Instruments,
        NullLogger<DecisionRecords>.Instance).KeepAsync(decision, Cancel);

    private async Task<ReplayAnswer> ReplayAsync(Decision decision)
    {
        var bytes = await _store.FindAsync("acme", decision.Inputs.DecisionId, Cancel);
        return await Replayer.ReplayAsync(RecordCodec.Read(bytes.ShouldNotBeNull()), Cancel);
    }
}
