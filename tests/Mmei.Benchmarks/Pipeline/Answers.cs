using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>Those who wait for an observation's answer.</summary>
internal sealed class Answers
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<RecommendationReady>> _expected = new();

    public Task<RecommendationReady> Expect(Guid observationId) =>
        _expected.GetOrAdd(observationId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal sealed class Listener(Answers answers) : IConsumer<RecommendationReady>
    {
        public Task Consume(ConsumeContext<RecommendationReady> context)
        {
            if (answers._expected.TryRemove(context.Message.ObservationId, out var waiting))
            {
                waiting.SetResult(context.Message);
            }

            return Task.CompletedTask;
        }
    }
}
