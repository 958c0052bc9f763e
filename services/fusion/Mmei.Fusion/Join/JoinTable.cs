using System.Threading.Channels;
using Mmei.Contracts.V1;
using Mmei.Fusion.Shards;
using Mmei.Messaging;

namespace Mmei.Fusion.Join;

/// <summary>
/// Joins the tickets and modalities of one shard by observation, in any order, and hands each join that is over on exactly once. No message
/// is acknowledged before its observation's outcome is published: the broker is the state store, and what a crash forgets comes again.
/// </summary>
internal sealed class JoinTable : IDisposable
{
    private const int RememberedOutcomes = 20_000;

    /// <summary>How long a ticket that comes again after its time waits for its modalities, which come again behind it.</summary>
    private static readonly TimeSpan BroughtAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, ObservationJoin> _joins = [];
    private readonly RecentIds _published = new(RememberedOutcomes);
    private readonly Lock _gate = new();
    private readonly int _shard;
    private readonly TimeSpan _orphanTimeout;
    private readonly ChannelWriter<JoinedObservation> _joined;
    private readonly TokenPool _pool;
    private readonly TimeProvider _time;
    private readonly FusionInstruments _instruments;
    private readonly DeadlineQueue _deadlines;
    private TaskCompletionSource? _drained;
    private int _unpublished;

    /// <param name="shard">The shard whose messages are joined.</param>
    /// <param name="orphanTimeout">How long modalities wait for their ticket.</param>
    /// <param name="joined">Takes joins that are over; the broker's prefetch bounds it, since each holds messages unacknowledged.</param>
    /// <param name="pool">Memory for the tokens of open joins.</param>
    public JoinTable(
        int shard,
        TimeSpan orphanTimeout,
        ChannelWriter<JoinedObservation> joined,
        TokenPool pool,
        TimeProvider time,
        FusionInstruments instruments)
    {
        (_shard, _orphanTimeout, _joined, _pool, _time, _instruments) = (shard, orphanTimeout, joined, pool, time, instruments);
        _deadlines = new DeadlineQueue(time, FinishDue);
    }

    public int OpenJoins
    {
        get
        {
            lock (_gate)
            {
                return _joins.Count;
            }
        }
    }

    /// <summary>
    /// A ticket's time runs from when it was sent, so a join that starts anew after a crash ends no later; but one whose time was up before
    /// waits for what the broker brings along with it.
    /// </summary>
    public void Take(IPartOfObservation message, IShardDelivery delivery)
    {
        if (message is ModalityEncoded encoded && !TokenShape.Fits(encoded))
        {
            message = TokenShape.Refuse(encoded, "Its encoding is malformed.");
        }

        lock (_gate)
        {
            if (delivery.Redelivered)
            {
                _instruments.Redelivered();
            }

            var id = message.ObservationId;
            if (_published.Contains(id))
            {
                _instruments.DroppedLate();
                delivery.Acknowledge();
                return;
            }

            if (!_joins.TryGetValue(id, out var join))
            {
                _joins[id] = join = new ObservationJoin(_pool);
                _deadlines.Set(id, _orphanTimeout);
            }

            join.Hold(message, delivery);
            if (join.IsOver)
            {
                _instruments.DroppedLate();
            }
            else if (!join.TryAdd(message, _time.GetUtcNow() - delivery.Age))
            {
                _instruments.DroppedDuplicate();
            }
            else if (message is OpenObservation ticket)
            {
                var left = TimeSpan.FromMilliseconds(ticket.BudgetMs) - delivery.Age;
                _deadlines.Set(id, left > TimeSpan.Zero ? left : delivery.Redelivered ? BroughtAgain : TimeSpan.Zero);
            }

            Finish(id, join, timeIsUp: false);
        }
    }

    /// <summary>The outcome is published: acknowledges every message of the observation.</summary>
    public void Acknowledge(Guid observationId)
    {
        lock (_gate)
        {
            _published.Add(observationId);
            if (_joins.Remove(observationId, out var join))
            {
                join.Acknowledge();
                join.Release();
                _unpublished--;
                CompleteDrain();
            }
        }
    }

    /// <summary>
    /// Forgets every join that is not over, without acknowledging anything. Completes when those that are over have been published.
    /// </summary>
    public Task AbandonAsync()
    {
        lock (_gate)
        {
            foreach (var (id, join) in _joins.Where(entry => !entry.Value.IsOver).ToList())
            {
                _joins.Remove(id);
                _deadlines.Remove(id);
                join.Release();
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var drained = _drained.Task;
            CompleteDrain();
            return drained;
        }
    }

    public void Dispose() => _deadlines.Dispose();

    private void Finish(Guid id, ObservationJoin join, bool timeIsUp)
    {
        if (join.TryFinish(_shard, timeIsUp, _time.GetTimestamp()) is { } joined)
        {
            _deadlines.Remove(id);
            _unpublished++;
            _joined.TryWrite(joined);
        }
    }

    private void FinishDue()
    {
        lock (_gate)
        {
            foreach (var id in _deadlines.TakeDue())
            {
                var join = _joins[id];
                if (join.HasTicket)
                {
                    Finish(id, join, timeIsUp: true);
                }
                else
                {
                    _joins.Remove(id);
                    _instruments.DroppedOrphans(join.HeldCount);
                    join.Acknowledge();
                    join.Release();
                }
            }
        }
    }

    private void CompleteDrain()
    {
        if (_unpublished == 0 && _drained is { } drained)
        {
            _drained = null;
            drained.TrySetResult();
        }
    }
}
