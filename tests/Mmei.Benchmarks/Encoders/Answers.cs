using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Encoders;

/// <summary>Those who wait for an observation's encoding: what fusion would be. An answer that comes when nobody waits any more is let go.</summary>
internal sealed class Answers
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<object>> _expected = new();

    public Task<object> Expect(Guid observationId) =>
        _expected.GetOrAdd(observationId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(Guid observationId) => _expected.TryRemove(observationId, out _);

    private Task Take(Guid observationId, object answer)
    {
        if (_expected.TryRemove(observationId, out var waiting))
        {
            waiting.SetResult(answer);
        }

        return Task.CompletedTask;
    }

    internal sealed class Listener(Answers answers) : IConsumer<ModalityEncoded>, IConsumer<ModalityRejected>
    {
        public Task Consume(ConsumeContext<ModalityEncoded> context) => answers.Take(context.Message.ObservationId, context.Message);

        public Task Consume(ConsumeContext<ModalityRejected> context) => answers.Take(context.Message.ObservationId, context.Message);
    }
}
