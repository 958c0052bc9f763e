using System.Collections.Concurrent;
using Mmei.Contracts.V1;
using Mmei.Fusion.Shards;

namespace Mmei.Benchmarks.Encoders;

/// <summary>
/// Those who wait for an observation's encoding: what fusion would be. An answer that comes when nobody waits any more is let go.
/// </summary>
internal sealed class Answers
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<object>> _expected = new();

    public Task<object> Expect(Guid observationId) =>
        _expected.GetOrAdd(observationId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid observationId) => _expected.TryRemove(observationId, out _);

    private void Take(Guid observationId, object answer)
    {
        if (_expected.TryRemove(observationId, out var waiting))
        {
            waiting.SetResult(answer);
        }
    }

    internal sealed class Listener(Answers answers) : IShardHandler
    {
        public void Handle(int shard, IPartOfObservation message, IShardDelivery delivery)
        {
            answers.Take(message.ObservationId, message);
            delivery.Acknowledge();
        }

        public Task AbandonAsync(int shard) => Task.CompletedTask;
    }
}
