using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Messaging;
using Mmei.Messaging.InMemory;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Tests.Rank;

namespace Mmei.Ranking.Tests.Host;

/// <summary>In one process nobody tells an observation again: what was answered must be stored by then.</summary>
public sealed class When_decisions_are_stored_in_this_process
{
    private readonly Recorded _sent = new();
    private readonly Recorded _store = new();
    private readonly Records _records = new();

    [Fact]
    public async Task Should_not_answer_before_the_decision_is_stored()
    {
        var answering = AnswerAsync();

        _sent.Messages.ShouldBeEmpty();
        _store.Done.SetResult();
        await answering;

        _store.Messages.ShouldHaveSingleItem().ShouldBeOfType<DecisionMade>();
        _sent.Messages.ShouldHaveSingleItem().ShouldBeOfType<RecommendationReady>();
    }

    [Fact]
    public async Task Should_answer_all_the_same_while_the_database_is_away_and_leave_the_record_to_the_bus()
    {
        _store.Done.SetException(new UnavailableFailure("away", TimeSpan.Zero));

        await AnswerAsync();

        _sent.Messages.Select(message => message.GetType())
            .ShouldBe([typeof(RecommendationReady), typeof(DecisionMade)], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_not_answer_before_what_led_to_the_decision_is_kept()
    {
        _store.Done.SetResult();
        _records.Done = new TaskCompletionSource();
        var answering = AnswerAsync();

        _sent.Messages.ShouldBeEmpty();
        _records.Done.SetResult();
        await answering;

        _records.Kept.ShouldHaveSingleItem();
        _sent.Messages.ShouldHaveSingleItem().ShouldBeOfType<RecommendationReady>();
    }

    [Fact]
    public async Task Should_not_store_what_nobody_asked()
    {
        await AnswerAsync("_nobody");

        _store.Messages.ShouldBeEmpty();
        _records.Kept.ShouldBeEmpty();
    }

    private Task AnswerAsync(string tenant = "acme")
    {
        var observation = Observations.Fused(Vectors.Axis(0), tenant: tenant) with { ReplyAddress = new Uri("queue:test") };
        var given = new RankingCase { Items = [] };
        var decision = new Decision(
            observation, given.Inputs, new FoundCandidates([], CandidateOrigin.Found, Threshold: null), given.Rank(), Behind: 0,
            TimeSpan.Zero);
        return new DecisionRecorder(_sent, _records, _store).AnswerAsync(decision, TestContext.Current.CancellationToken);
    }

    private sealed class Records : IDecisionRecords
    {
        public List<Decision> Kept { get; } = [];

        public TaskCompletionSource? Done { get; set; }

        public Task KeepAsync(Decision decision, CancellationToken cancellationToken)
        {
            Kept.Add(decision);
            return Done?.Task ?? Task.CompletedTask;
        }
    }

    private sealed class Recorded : IMessageSender, ILocalStore<DecisionMade>
    {
        public List<object> Messages { get; } = [];

        public TaskCompletionSource Done { get; } = new();

        public Task StoreAsync(DecisionMade message, CancellationToken cancellationToken)
        {
            Messages.Add(message);
            return Done.Task;
        }

        public Task SendAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => AddAsync(message);

        public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
            where T : class => AddAsync(message);

        public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
            where T : class => AddAsync(message);

        public Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => AddAsync(message);

        private Task AddAsync(object message)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }
    }
}
