using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Messaging;

namespace Mmei.Encoders.Vision;

internal sealed class EncodeImageConsumerDefinition : ConsumerDefinition<EncodeImageConsumer>
{
    public EncodeImageConsumerDefinition(IOptions<VisionOptions> options)
    {
        EndpointName = Queues.EncodeImage;
        ConcurrentMessageLimit = options.Value.Prefetch;
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Prefetch);
    }
}
