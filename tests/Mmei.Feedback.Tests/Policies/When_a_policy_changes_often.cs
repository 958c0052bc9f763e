using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Store;
using Mmei.Messaging;
using Mmei.Storage.Schema;
using Mmei.Testing;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Policies;

public sealed class When_a_policy_changes_often : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly RecordingTime _time = new();
    private readonly Recorder _sender = new();
    private readonly RewardAssignment _assignment = new(new FeedbackOptions());
    private TestDatabase _database = null!;
    private SnapshotBroadcaster _broadcaster = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.SqliteAsync(SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly));
        var options = Options.Create(new FeedbackOptions { SnapshotInterval = Interval, PollInterval = TimeSpan.FromHours(1) });
        _broadcaster = new SnapshotBroadcaster(
            new SqlPolicyStore(_database.Database, options), _sender, options, _time, NullLogger<SnapshotBroadcaster>.Instance);
        await new SqlFeedbackLog(_database.Database).AddDecisionAsync(Decision(1), Noon.AddHours(1), Token);
        await _broadcaster.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _broadcaster.StopAsync(CancellationToken.None);
        _broadcaster.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_broadcast_the_first_at_once_and_the_latest_of_the_rest_after_the_interval()
    {
        await ChangeAsync("item-1");
        (await _sender.NextAsync()).Version.ShouldBe(1);

        var first = _time.GetUtcNow();
        await ChangeAsync("item-2");
        while (!_time.Waits.Contains(Interval))
        {
            await Task.Yield();
        }

        await ChangeAsync("item-3");
        var next = _sender.NextAsync();
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await next).Version.ShouldBe(3);
        _sender.Waiting.ShouldBe(0);
        (_time.GetUtcNow() - first).ShouldBeGreaterThanOrEqualTo(Interval);
    }

    private async Task ChangeAsync(string item)
    {
        await new SqlFeedbackLog(_database.Database).AddSignalsAsync("acme", [Signal(1, item, SignalKind.Like)], Token);
        await _assignment.RunAsync(new SqlLearningStore(_database.Database), "acme", 10, Noon, Token);
        _broadcaster.Wake();
    }

    /// <summary>A fake bus: what is sent, in order.</summary>
    private sealed class Recorder : IMessageSender
    {
        private readonly Channel<PolicySnapshot> _sent = Channel.CreateUnbounded<PolicySnapshot>();

        public int Waiting => _sent.Reader.Count;

        public async Task<PolicySnapshot> NextAsync() => await _sent.Reader.ReadAsync(Token);

        public async Task BroadcastAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => await _sent.Writer.WriteAsync(message.ShouldBeOfType<PolicySnapshot>(), cancellationToken);

        public Task SendAsync<T>(T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task SendToShardAsync<T>(int shard, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();

        public Task ReplyAsync<T>(Uri address, T message, CancellationToken cancellationToken)
            where T : class => throw new NotSupportedException();
    }
}
