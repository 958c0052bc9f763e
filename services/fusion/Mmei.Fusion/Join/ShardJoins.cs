using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;
using Mmei.Messaging;
using Mmei.Messaging.Shards;

namespace Mmei.Fusion.Join;

/// <summary>The joins of every shard: one table each, so that losing a shard forgets that shard alone.</summary>
internal sealed class ShardJoins : IShardHandler, IDisposable
{
    private readonly Channel<FinishedJoin> _finished = Channel.CreateUnbounded<FinishedJoin>(new() { SingleReader = true });
    private readonly JoinTable[] _tables;
    private readonly SessionMemories _memories;

    public ShardJoins(Topology topology, SessionMemories memories, IOptions<FusionOptions> options, TimeProvider time, FusionInstruments instruments)
    {
        _memories = memories;
        var orphanHold = TimeSpan.FromSeconds(options.Value.OrphanSeconds);
        var pool = new TokenPool();
        _tables =
        [
            .. Enumerable.Range(0, topology.FusionShards).Select(shard => new JoinTable(shard, orphanHold, _finished.Writer, pool, time, instruments)),
        ];
        instruments.ObserveOpenJoins(() => _tables.Sum(table => table.OpenJoins));
    }

    /// <summary>Finished joins of all shards, in the order they finished.</summary>
    public ChannelReader<FinishedJoin> Finished => _finished.Reader;

    public void Handle(int shard, IPartOfObservation message, IShardDelivery delivery)
    {
        var table = _tables[shard];
        switch (message)
        {
            case OpenObservation ticket:
                table.Open(ticket, delivery);
                break;
            case ModalityEncoded part when PartShape.IsWellFormed(part):
                table.Add(part, delivery);
                break;
            case ModalityEncoded malformed:
                table.Reject(PartShape.Refuse(malformed), delivery);
                break;
            case ModalityRejected rejection:
                table.Reject(rejection, delivery);
                break;
        }
    }

    /// <summary>Forgets the shard's sessions last, with what its last outcomes added to them.</summary>
    public async Task AbandonAsync(int shard)
    {
        await _tables[shard].AbandonAsync();
        _memories.Of(shard).Clear();
    }

    public void Dispose() => Array.ForEach(_tables, table => table.Dispose());
}
