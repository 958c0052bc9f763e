using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests.Fusion;

/// <summary>Fusion processes, and who kills them.</summary>
internal sealed class FusionReplicas(int count, IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private const string Project = "services/fusion/Mmei.Fusion";

    private readonly ServiceProcess[] _replicas = new ServiceProcess[count];

    /// <summary>How often a replica was killed.</summary>
    public int Kills { get; private set; }

    public async Task StartAsync()
    {
        for (var i = 0; i < _replicas.Length; i++)
        {
            _replicas[i] = ServiceProcess.Start(Project, settings);
        }

        await Task.WhenAll(_replicas.Select(replica => replica.ReadyAsync()));
    }

    /// <summary>
    /// Kills one replica after the other at random moments, each as soon as it is there again, until cancelled and often enough.
    /// </summary>
    public async Task KillAsync(Random random, int atLeast, TimeSpan longestPause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested || Kills < atLeast)
        {
            await Task.Delay(random.NextDouble() * longestPause, TimeProvider.System, CancellationToken.None);
            var victim = random.Next(_replicas.Length);
            await _replicas[victim].SignalAsync("KILL");
            await _replicas[victim].DisposeAsync();
            Kills++;
            _replicas[victim] = ServiceProcess.Start(Project, settings);
            await _replicas[victim].ReadyAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas.OfType<ServiceProcess>())
        {
            await replica.DisposeAsync();
        }
    }
}
