using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate.World;

/// <summary>What a person has looked at, and how much less it gives them again.</summary>
internal sealed class Fatigue
{
    private const double SameItem = 0.4;
    private const double SameKind = 0.08;

    private readonly Dictionary<string, int> _lastSession = [];
    private readonly Dictionary<ContentKind, int> _kinds = [];
    private int _session;

    public void Begin(int session)
    {
        _session = session;
        _kinds.Clear();
    }

    public double Of(Thing thing) =>
        (_lastSession.TryGetValue(thing.Id, out var last) ? SameItem * Math.Pow(0.5, _session - last) : 0)
        + (SameKind * _kinds.GetValueOrDefault(thing.Kind));

    public void Look(Thing thing)
    {
        _lastSession[thing.Id] = _session;
        _kinds[thing.Kind] = _kinds.GetValueOrDefault(thing.Kind) + 1;
    }
}
