using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;
using Mmei.Learning;

namespace Mmei.Benchmarks.Bandit;

/// <summary>A ranker's end of the bus: when a policy came that had learned from so many rewards.</summary>
internal sealed class Arrivals(TimeProvider time)
{
    private readonly ConcurrentQueue<(long Rewards, long At)> _policies = new();

    public long Rewards => _policies.Select(policy => policy.Rewards).DefaultIfEmpty().Max();

    /// <summary>When the first policy came that knew of so many; null where none has.</summary>
    public long? Of(long rewards) => _policies.Where(policy => policy.Rewards >= rewards).Select(policy => (long?)policy.At).Min();

    private void Add(PolicySnapshot snapshot) => _policies.Enqueue((PolicyState.FromBytes(snapshot.State).Count, time.GetTimestamp()));

    /// <summary>Takes what is broadcast.</summary>
    public sealed class Consumer(Arrivals arrivals) : IConsumer<PolicySnapshot>
    {
        public Task Consume(ConsumeContext<PolicySnapshot> context)
        {
            arrivals.Add(context.Message);
            return Task.CompletedTask;
        }
    }

    /// <summary>Takes what is told of people, and does nothing with it.</summary>
    public sealed class Sink : IConsumer<RewardAssigned>, IConsumer<VotesCounted>
    {
        public Task Consume(ConsumeContext<RewardAssigned> context) => Task.CompletedTask;

        public Task Consume(ConsumeContext<VotesCounted> context) => Task.CompletedTask;
    }
}
