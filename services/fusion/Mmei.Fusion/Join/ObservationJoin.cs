using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>The open join of one observation. Not thread-safe; <see cref="JoinTable"/> guards it.</summary>
internal sealed class ObservationJoin
{
    private readonly Dictionary<Modality, ModalityEncoded> _parts = [];
    private readonly Dictionary<Modality, ModalityRejected> _rejections = [];
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OpenObservation? _ticket;

    /// <summary>Completes when the outcome has been published: only then may a message of this observation be acknowledged.</summary>
    public Task Settled => _settled.Task;

    public bool HasTicket => _ticket is not null;

    /// <summary>Whether the outcome is fixed; what arrives now is late.</summary>
    public bool IsOver { get; private set; }

    public int MessageCount => _parts.Count + _rejections.Count + (HasTicket ? 1 : 0);

    public bool TryOpen(OpenObservation ticket)
    {
        if (HasTicket)
        {
            return false;
        }

        _ticket = ticket;
        return true;
    }

    public bool TryAdd(ModalityEncoded part) => !_rejections.ContainsKey(part.Modality) && _parts.TryAdd(part.Modality, part);

    public bool TryReject(ModalityRejected rejection) => !_parts.ContainsKey(rejection.Modality) && _rejections.TryAdd(rejection.Modality, rejection);

    /// <summary>Fixes the outcome when everything expected is settled, or at once when <paramref name="timeIsUp"/>.</summary>
    public JoinedObservation? TryFinish(bool timeIsUp, long now)
    {
        if (IsOver || _ticket is null)
        {
            return null;
        }

        if (!timeIsUp && !_ticket.Expected.All(modality => _parts.ContainsKey(modality) || _rejections.ContainsKey(modality)))
        {
            return null;
        }

        IsOver = true;
        return new JoinedObservation(_ticket, _parts, _rejections, now);
    }

    public void Settle() => _settled.TrySetResult();

    public void Fail(Exception exception) => _settled.TrySetException(exception);
}
