using Mmei.Fusion.Fuse;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Sessions;

/// <summary>Fuses observations in the light of what came before in their sessions, and remembers what they come to. For one caller at a time.</summary>
internal sealed class SessionFuser(BatchFuser fuser, SessionMemories memories)
{
    /// <summary>One outcome for each, in their order. Observations of one session in the same batch do not see each other.</summary>
    public IReadOnlyList<FusionOutcome> Fuse(IReadOnlyList<FinishedJoin> batch, CancellationToken cancellationToken)
    {
        var outcomes = fuser.Fuse([.. batch.Select(Recall)], cancellationToken);
        return [.. batch.Zip(outcomes, Remember)];
    }

    private JoinedObservation Recall(FinishedJoin finished) => finished.Joined with { Past = MemoryOf(finished).Recall(finished.Joined.Ticket) };

    private FusionOutcome Remember(FinishedJoin finished, FusionOutcome outcome) => outcome.State is { } state
        ? outcome with { Session = MemoryOf(finished).Remember(finished.Joined.Ticket, state)?.ToContract() }
        : outcome;

    private SessionMemory MemoryOf(FinishedJoin finished) => memories.Of(finished.Table.Shard);
}
