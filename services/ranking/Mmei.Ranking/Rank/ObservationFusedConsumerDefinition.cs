using MassTransit;
using Mmei.Messaging;

namespace Mmei.Ranking.Rank;

internal sealed class ObservationFusedConsumerDefinition : ConsumerDefinition<ObservationFusedConsumer>
{
    public ObservationFusedConsumerDefinition()
    {
        EndpointName = Queues.Ranking;

        // Ranking computes; a few for each core keep them busy while others wait for the index or the broker.
        ConcurrentMessageLimit = Environment.ProcessorCount * 4;
    }
}
