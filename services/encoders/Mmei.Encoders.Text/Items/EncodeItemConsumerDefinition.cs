using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Messaging;

namespace Mmei.Encoders.Text.Items;

internal sealed class EncodeItemConsumerDefinition : ConsumerDefinition<EncodeItemConsumer>
{
    public EncodeItemConsumerDefinition(IOptions<ContentOptions> options)
    {
        EndpointName = Queues.EncodeItem;
        ConcurrentMessageLimit = options.Value.Prefetch;
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Prefetch);
    }
}
