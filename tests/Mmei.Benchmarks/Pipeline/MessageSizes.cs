using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>How messages go over the wire, by type. An outcome leaves from another process and is a little longer than its answer.</summary>
internal sealed class MessageSizes : ISendObserver
{
    private const int PartsOfOneObservation = 3;

    private readonly ConcurrentDictionary<Type, WireMessage> _messages = new();

    /// <summary>The nine messages of an observation: ticket, three commands, three parts, outcome, answer.</summary>
    public IReadOnlyList<WireMessage> OfOneObservation =>
    [
        _messages[typeof(OpenObservation)], _messages[typeof(EncodeImage)], _messages[typeof(EncodeAudio)], _messages[typeof(EncodeText)],
        .. Enumerable.Repeat(_messages[typeof(ModalityEncoded)], PartsOfOneObservation),
        _messages[typeof(RecommendationReady)], _messages[typeof(RecommendationReady)],
    ];

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class
    {
        _messages.TryAdd(typeof(T), new WireMessage((int)(context.BodyLength ?? 0), context.Durable));
        return Task.CompletedTask;
    }

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
