using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Messaging.Shards;

namespace Mmei.Fusion.Join;

/// <summary>The open join of one observation. Not thread-safe; <see cref="JoinTable"/> guards it.</summary>
internal sealed class ObservationJoin(TokenPool pool)
{
    private readonly Dictionary<Modality, ModalityEncoded> _parts = [];
    private readonly Dictionary<Modality, ModalityRejected> _rejections = [];
    private readonly List<IShardDelivery> _heldTickets = [];
    private readonly List<IShardDelivery> _held = [];

    private OpenObservation? _ticket;

    public bool HasTicket => _ticket is not null;

    /// <summary>Whether the outcome is fixed; what arrives now is late.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How many messages are held unacknowledged.</summary>
    public int HeldCount => _heldTickets.Count + _held.Count;

    /// <summary>Keeps a message the broker's until the outcome is published, be it of use or not.</summary>
    public void Hold(IShardDelivery delivery, bool ofTicket) => (ofTicket ? _heldTickets : _held).Add(delivery);

    public bool TryOpen(OpenObservation ticket)
    {
        if (HasTicket)
        {
            return false;
        }

        _ticket = ticket;
        return true;
    }

    public bool TryAdd(ModalityEncoded part)
    {
        if (_parts.ContainsKey(part.Modality) || _rejections.ContainsKey(part.Modality))
        {
            return false;
        }

        _parts.Add(part.Modality, pool.Keep(part));
        return true;
    }

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
        return new JoinedObservation(_ticket, _parts, _rejections, now) { Trace = _heldTickets[0].Trace };
    }

    /// <summary>
    /// Acknowledges everything, the ticket and its repetitions first: a crash in between leaves parts without a ticket, which come to nothing, and
    /// never a ticket without its parts, which would come to a second, poorer outcome.
    /// </summary>
    public void Acknowledge()
    {
        _heldTickets.ForEach(delivery => delivery.Acknowledge());
        _held.ForEach(delivery => delivery.Acknowledge());
    }

    /// <summary>Gives the tokens' memory back. Nobody reads the parts after that; call it once.</summary>
    public void Release()
    {
        foreach (var part in _parts.Values)
        {
            pool.Release(part);
        }
    }
}
