using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>
/// How messages go over the wire, by type. An outcome leaves from another process and is a little longer than its answer.
/// </summary>
internal sealed class MessageSizes : ISendObserver
{
    private const int PartsOfOneObservation = 3;

    private readonly ConcurrentDictionary<Type, TaskCompletionSource<WireMessage>> _messages = new();

    /// <summary>
    /// The nine messages of an observation, once each type was sent: ticket, three commands, three parts, outcome, answer.
    /// </summary>
    public Task<WireMessage[]> OfOneObservationAsync() => Task.WhenAll(
    [
        Of(typeof(OpenObservation)).Task, Of(typeof(EncodeImage)).Task, Of(typeof(EncodeAudio)).Task, Of(typeof(EncodeText)).Task,
        .. Enumerable.Repeat(Of(typeof(ModalityEncoded)).Task, PartsOfOneObservation),
        Of(typeof(RecommendationReady)).Task, Of(typeof(RecommendationReady)).Task,
    ]);

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class
    {
        Of(typeof(T)).TrySetResult(new WireMessage((int)(context.BodyLength ?? 0), context.Durable));
        return Task.CompletedTask;
    }

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private TaskCompletionSource<WireMessage> Of(Type type) =>
        _messages.GetOrAdd(type, _ => new TaskCompletionSource<WireMessage>(TaskCreationOptions.RunContinuationsAsynchronously));
}
