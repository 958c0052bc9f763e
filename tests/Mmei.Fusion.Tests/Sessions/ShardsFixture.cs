using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mmei.Fusion.Join;
using Mmei.Fusion.Sessions;
using Mmei.Messaging;

namespace Mmei.Fusion.Tests.Sessions;

/// <summary>The joins and sessions of two shards, on a manual clock.</summary>
internal sealed class ShardsFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public ShardsFixture()
    {
        var topology = new Topology(fusionShards: 2);
        Instruments = new FusionInstruments(_services.GetRequiredService<IMeterFactory>());
        Joins = new ShardJoins(topology, Options.Create(new JoinOptions()), Time, Instruments);
        Memories = new SessionMemories(Joins, topology, Options.Create(new SessionMemoryOptions()), Time, Instruments);
    }

    public FakeTimeProvider Time { get; } = new();

    public FusionInstruments Instruments { get; }

    public ShardJoins Joins { get; }

    public SessionMemories Memories { get; }

    public void Dispose()
    {
        Memories.Dispose();
        Joins.Dispose();
        _services.Dispose();
    }
}
