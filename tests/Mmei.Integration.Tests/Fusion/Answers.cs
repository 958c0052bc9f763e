using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Integration.Tests.Fusion;

/// <summary>Everything that came back, by observation, also what came more than once.</summary>
internal sealed class Answers(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, ConcurrentBag<Answer>> _answers = new();

    public int Count => _answers.Count;

    public IReadOnlyDictionary<Guid, IReadOnlyCollection<Answer>> All =>
        _answers.ToDictionary(entry => entry.Key, IReadOnlyCollection<Answer> (entry) => entry.Value);

    private Task Take(ConsumeContext context, Guid id, Answer answer)
    {
        _answers.GetOrAdd(id, _ => []).Add(answer with { MessageId = context.MessageId, At = time.GetUtcNow() });
        return Task.CompletedTask;
    }

    /// <summary>An answer without what differs from run to run: its timings.</summary>
    /// <param name="Result">The probabilities, or "failed".</param>
    internal sealed record Answer(string Result, bool Degraded, IReadOnlyList<ModalityResult> Modalities)
    {
        public Guid? MessageId { get; init; }

        public DateTimeOffset At { get; init; }
    }

    internal sealed class Listener(Answers answers) : IConsumer<RecommendationReady>, IConsumer<ObservationFailed>
    {
        public Task Consume(ConsumeContext<RecommendationReady> context) => answers.Take(
            context,
            context.Message.ObservationId,
            new Answer(
                string.Join(' ', context.Message.Perception.Emotion.Concat(context.Message.Perception.Intent)),
                context.Message.Degraded,
                context.Message.Perception.Modalities));

        public Task Consume(ConsumeContext<ObservationFailed> context) =>
            answers.Take(context, context.Message.ObservationId, new Answer("failed", Degraded: true, context.Message.Modalities));
    }
}
