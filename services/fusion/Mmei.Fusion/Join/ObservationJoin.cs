using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Shards;

namespace Mmei.Fusion.Join;

/// <summary>The open join of one observation. Not thread-safe; <see cref="JoinTable"/> guards it.</summary>
internal sealed class ObservationJoin(TokenPool pool)
{
    private readonly Dictionary<Modality, ModalityEncoded> _encoded = [];
    private readonly Dictionary<Modality, ModalityRejected> _rejected = [];
    private readonly List<IShardDelivery> _heldTickets = [];
    private readonly List<IShardDelivery> _held = [];

    private OpenObservation? _ticket;
    private DateTimeOffset _ticketSentAt;

    public bool HasTicket => _ticket is not null;

    /// <summary>Whether the outcome is fixed; what arrives now is late.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How many messages are held unacknowledged.</summary>
    public int HeldCount => _heldTickets.Count + _held.Count;

    /// <summary>Keeps a message the broker's until the outcome is published, be it of use or not.</summary>
    public void Hold(IPartOfObservation message, IShardDelivery delivery) =>
        (message is OpenObservation ? _heldTickets : _held).Add(delivery);

    /// <summary>Takes what is not known yet, and was sent then; false where it repeats what is.</summary>
    public bool TryAdd(IPartOfObservation message, DateTimeOffset sentAt)
    {
        switch (message)
        {
            case OpenObservation ticket when !HasTicket:
                (_ticket, _ticketSentAt) = (ticket, sentAt);
                return true;
            case ModalityEncoded encoded when !Knows(encoded.Modality):
                _encoded.Add(encoded.Modality, pool.Keep(encoded));
                return true;
            case ModalityRejected rejected when !Knows(rejected.Modality):
                _rejected.Add(rejected.Modality, rejected);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Fixes the outcome when nothing expected is awaited any more, or at once when <paramref name="timeIsUp"/>.</summary>
    public JoinedObservation? TryFinish(int shard, bool timeIsUp, long now)
    {
        if (IsOver || _ticket is null || !(timeIsUp || _ticket.Expected.All(Knows)))
        {
            return null;
        }

        IsOver = true;
        return new JoinedObservation(shard, _ticket, _encoded, _rejected, now, _ticketSentAt, _heldTickets[0].Trace);
    }

    /// <summary>
    /// Acknowledges everything, the ticket and its repetitions first: a crash in between leaves modalities without a ticket, which come to
    /// nothing, and never a ticket without its modalities, which would come to a second, poorer outcome.
    /// </summary>
    public void Acknowledge()
    {
        _heldTickets.ForEach(delivery => delivery.Acknowledge());
        _held.ForEach(delivery => delivery.Acknowledge());
    }

    /// <summary>Gives the tokens' memory back. Nobody reads them after that; call it once.</summary>
    public void Release()
    {
        foreach (var encoded in _encoded.Values)
        {
            pool.Release(encoded);
        }
    }

    private bool Knows(Modality modality) => _encoded.ContainsKey(modality) || _rejected.ContainsKey(modality);
}
