using System.Threading.Channels;
using Mmei.Contracts.V1;
using Mmei.Messaging;
using Mmei.Messaging.Shards;

namespace Mmei.Fusion.Join;

/// <summary>
/// Joins the tickets and modalities of one shard by observation, in any order, and hands each finished join over exactly once. No message is
/// acknowledged before its observation's outcome is published: the broker is the state store, and what a crash forgets comes again.
/// </summary>
internal sealed class JoinTable : IDisposable
{
    private const int RememberedOutcomes = 20_000;

    private readonly Dictionary<Guid, ObservationJoin> _joins = [];
    private readonly RecentIds _published = new(RememberedOutcomes);
    private readonly Lock _gate = new();
    private readonly ChannelWriter<FinishedJoin> _finished;
    private readonly TokenPool _pool;
    private readonly DeadlineQueue _deadlines;
    private readonly TimeSpan _orphanHold;
    private readonly TimeProvider _time;
    private readonly FusionInstruments _instruments;
    private TaskCompletionSource? _drained;
    private int _unpublished;

    /// <param name="shard">The shard whose messages are joined.</param>
    /// <param name="orphanHold">How long parts wait for their ticket.</param>
    /// <param name="finished">Takes finished joins. Bounded by the broker's prefetch, since each holds its messages unacknowledged.</param>
    /// <param name="pool">Memory for the tokens of open joins.</param>
    public JoinTable(
        int shard, TimeSpan orphanHold, ChannelWriter<FinishedJoin> finished, TokenPool pool, TimeProvider time, FusionInstruments instruments)
    {
        Shard = shard;
        (_orphanHold, _finished, _pool, _time, _instruments) = (orphanHold, finished, pool, time, instruments);
        _deadlines = new DeadlineQueue(time, FinishDue);
    }

    public int Shard { get; }

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

    /// <summary>Opens a join. Its time runs from when the ticket was sent, so a join that starts anew after a crash ends no later.</summary>
    public void Open(OpenObservation ticket, IShardDelivery delivery) => Apply(ticket.ObservationId, delivery, ofTicket: true, join =>
    {
        if (!join.TryOpen(ticket))
        {
            return false;
        }

        var left = TimeSpan.FromMilliseconds(ticket.BudgetMs) - delivery.Age;
        _deadlines.Set(ticket.ObservationId, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return true;
    });

    public void Add(ModalityEncoded part, IShardDelivery delivery) =>
        Apply(part.ObservationId, delivery, ofTicket: false, join => join.TryAdd(part));

    public void Reject(ModalityRejected rejection, IShardDelivery delivery) =>
        Apply(rejection.ObservationId, delivery, ofTicket: false, join => join.TryReject(rejection));

    /// <summary>The outcome is published: acknowledges every message of the observation.</summary>
    public void Settle(Guid observationId)
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

    private void Apply(Guid id, IShardDelivery delivery, bool ofTicket, Func<ObservationJoin, bool> change)
    {
        lock (_gate)
        {
            if (delivery.Redelivered)
            {
                _instruments.Redelivered();
            }

            if (_published.Contains(id))
            {
                _instruments.PartLate();
                delivery.Acknowledge();
                return;
            }

            if (!_joins.TryGetValue(id, out var join))
            {
                _joins[id] = join = new ObservationJoin(_pool);
                _deadlines.Set(id, _orphanHold);
            }

            join.Hold(delivery, ofTicket);
            if (join.IsOver)
            {
                _instruments.PartLate();
            }
            else if (!change(join))
            {
                _instruments.PartDuplicate();
            }

            Finish(id, join, timeIsUp: false);
        }
    }

    private void Finish(Guid id, ObservationJoin join, bool timeIsUp)
    {
        if (join.TryFinish(timeIsUp, _time.GetTimestamp()) is { } joined)
        {
            _deadlines.Remove(id);
            _unpublished++;
            _finished.TryWrite(new FinishedJoin(this, joined));
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
                    _instruments.PartOrphaned(join.HeldCount);
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
