using Microsoft.Extensions.Options;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Publish;

/// <summary>Takes joins that are over, as many as are waiting, fuses them in one model run and publishes what came out.</summary>
internal sealed class FusionWorker(ShardJoins joins, ObservationFuser fuser, OutcomePublisher publisher, IOptions<FuseOptions> options)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<JoinedObservation>(options.Value.MaxBatch);
        while (await joins.Joined.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < options.Value.MaxBatch && joins.Joined.TryRead(out var joined))
            {
                batch.Add(joined);
            }

            // The next batch does not wait for the broker's confirmations; how many are awaited is bounded as the joins are.
            foreach (var outcome in fuser.Fuse(batch, stoppingToken))
            {
                _ = publisher.PublishAsync(outcome, stoppingToken);
            }

            batch.Clear();
        }
    }
}
