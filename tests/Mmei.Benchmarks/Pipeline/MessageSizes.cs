using System.Collections.Concurrent;
using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Benchmarks.Pipeline;

/// <summary>How long the bodies of messages are on the wire, by type. An outcome leaves from another process and is a little longer than its answer.</summary>
internal sealed class MessageSizes : ISendObserver
{
    private const int PartsOfOneObservation = 3;

    private readonly ConcurrentDictionary<Type, int> _bytes = new();

    /// <summary>The nine messages of an observation: ticket, three commands, three parts, outcome, answer.</summary>
    public IReadOnlyList<int> OfOneObservation =>
    [
        _bytes[typeof(OpenObservation)], _bytes[typeof(EncodeImage)], _bytes[typeof(EncodeAudio)], _bytes[typeof(EncodeText)],
        .. Enumerable.Repeat(_bytes[typeof(ModalityEncoded)], PartsOfOneObservation),
        _bytes[typeof(RecommendationReady)], _bytes[typeof(RecommendationReady)],
    ];

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context)
        where T : class
    {
        _bytes.TryAdd(typeof(T), (int)(context.BodyLength ?? 0));
        return Task.CompletedTask;
    }

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
