using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Messaging;

namespace Mmei.Encoders.Audio;

internal sealed class EncodeAudioConsumerDefinition : ConsumerDefinition<EncodeAudioConsumer>
{
    public EncodeAudioConsumerDefinition(IOptions<AudioOptions> options)
    {
        EndpointName = Queues.EncodeAudio;
        ConcurrentMessageLimit = options.Value.Prefetch;
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Prefetch);
    }
}
