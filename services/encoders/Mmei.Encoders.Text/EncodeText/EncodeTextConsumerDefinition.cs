using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Messaging;

namespace Mmei.Encoders.Text;

internal sealed class EncodeTextConsumerDefinition : ConsumerDefinition<EncodeTextConsumer>
{
    public EncodeTextConsumerDefinition(IOptions<TextOptions> options)
    {
        EndpointName = Queues.EncodeText;
        ConcurrentMessageLimit = options.Value.Prefetch;
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.Prefetch);
    }
}
