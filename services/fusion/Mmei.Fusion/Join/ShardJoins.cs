using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Fusion.Shards;
using Mmei.Messaging;

namespace Mmei.Fusion.Join;

/// <summary>The joins of every shard: one table each, so that losing a shard forgets that shard alone.</summary>
internal sealed class ShardJoins : IShardHandler, IDisposable
{
    private readonly Channel<JoinedObservation> _joined = Channel.CreateUnbounded<JoinedObservation>(new() { SingleReader = true });
    private readonly JoinTable[] _tables;

    public ShardJoins(Topology topology, IOptions<JoinOptions> options, TimeProvider time, FusionInstruments instruments)
    {
        var pool = new TokenPool();
        _tables =
        [
            .. Enumerable.Range(0, topology.FusionShards)
                .Select(shard => new JoinTable(shard, options.Value.OrphanTimeout, _joined.Writer, pool, time, instruments)),
        ];
        instruments.ObserveOpenJoins(() => _tables.Sum(table => table.OpenJoins));
    }

    /// <summary>A shard is another process's now, and its last outcome is published: what else is known of it is to be forgotten.</summary>
    public event Action<int>? ShardLost;

    /// <summary>Joins of all shards that are over, in that order. Each waits to hear that its outcome is published.</summary>
    public ChannelReader<JoinedObservation> Joined => _joined.Reader;

    public void Handle(int shard, IPartOfObservation message, IShardDelivery delivery) => _tables[shard].Take(message, delivery);

    /// <summary>The outcome is published: acknowledges every message of the observation.</summary>
    public void Acknowledge(JoinedObservation joined) => _tables[joined.Shard].Acknowledge(joined.Id);

    public async Task AbandonAsync(int shard)
    {
        await _tables[shard].AbandonAsync();
        ShardLost?.Invoke(shard);
    }

    public void Dispose() => Array.ForEach(_tables, table => table.Dispose());
}
