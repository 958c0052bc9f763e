using System.Collections.Immutable;

namespace Mmei.Fusion.Sessions;

/// <summary>A session as far as it is remembered. Immutable.</summary>
/// <param name="States">Newest first.</param>
internal sealed record Session(SessionKey Key, ImmutableArray<RememberedState> States)
{
    /// <summary>K: how many states are remembered of one session.</summary>
    public const int Capacity = 8;

    public long LastUsed => States[0].At;

    /// <summary>What an observation came to; null where it is none of those that are remembered.</summary>
    public RememberedState? Find(Guid observationId) => States.FirstOrDefault(state => state.ObservationId == observationId);

    /// <summary>The session with one state more, and without its oldest if those would be too many.</summary>
    public Session Add(RememberedState state) => this with { States = [state, .. States.Take(Capacity - 1)] };
}
