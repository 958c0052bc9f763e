using Microsoft.Extensions.Options;
using Mmei.Fusion.Join;
using Mmei.Messaging;

namespace Mmei.Fusion.Sessions;

/// <summary>The sessions of every shard: one memory each, so that losing a shard forgets that shard alone.</summary>
internal sealed class SessionMemories : IDisposable
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    private readonly SessionMemory[] _memories;
    private readonly ITimer _sweep;

    public SessionMemories(
        ShardJoins joins, Topology topology, IOptions<SessionMemoryOptions> options, TimeProvider time, FusionInstruments instruments)
    {
        _memories = [.. Enumerable.Range(0, topology.FusionShards).Select(_ => new SessionMemory(options.Value, time))];
        _sweep = time.CreateTimer(_ => Array.ForEach(_memories, memory => memory.ForgetIdle()), state: null, Sweep, Sweep);
        joins.ShardLost += shard => _memories[shard].Clear();
        instruments.ObserveSessions(() => _memories.Sum(memory => memory.Count));
    }

    public SessionMemory Of(int shard) => _memories[shard];

    public void Dispose() => _sweep.Dispose();
}
