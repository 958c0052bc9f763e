using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;

namespace Mmei.Fusion.Join;

/// <summary>
/// Joins tickets and modalities by observation, in any order, and hands each finished join over exactly once.
/// Every call returns a task that completes when the observation's outcome has been published. A consumer that awaits it makes the
/// broker the state store: what was not published is not acknowledged, and comes again elsewhere after a crash.
/// </summary>
internal sealed class JoinTable : IDisposable
{
    private const int RememberedOutcomes = 20_000;

    private readonly Dictionary<Guid, ObservationJoin> _joins = [];
    private readonly RecentIds _published = new(RememberedOutcomes);
    private readonly Channel<JoinedObservation> _ready = Channel.CreateUnbounded<JoinedObservation>(new() { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly DeadlineQueue _deadlines;
    private readonly DeadlineQueue _orphans;
    private readonly TimeSpan _orphanHold;
    private readonly TimeProvider _time;
    private readonly FusionInstruments _instruments;

    public JoinTable(IOptions<FusionOptions> options, TimeProvider time, FusionInstruments instruments)
    {
        _time = time;
        _instruments = instruments;
        _orphanHold = TimeSpan.FromSeconds(options.Value.OrphanSeconds);
        _deadlines = new DeadlineQueue(time, FinishAtDeadline);
        _orphans = new DeadlineQueue(time, DropOrphan);
    }

    /// <summary>Finished joins, in the order they finished. Bounded by the broker's prefetch, since each holds its messages unacknowledged.</summary>
    public ChannelReader<JoinedObservation> Ready => _ready.Reader;

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

    public Task OpenAsync(OpenObservation ticket) => Apply(ticket.ObservationId, join =>
    {
        if (!join.TryOpen(ticket))
        {
            return false;
        }

        _deadlines.Add(ticket.ObservationId, TimeSpan.FromMilliseconds(Math.Max(0, ticket.BudgetMs)));
        return true;
    });

    public Task AddAsync(ModalityEncoded part) => Apply(part.ObservationId, join => join.TryAdd(part));

    public Task RejectAsync(ModalityRejected rejection) => Apply(rejection.ObservationId, join => join.TryReject(rejection));

    /// <summary>The outcome is published: acknowledges every message of the observation.</summary>
    public void Settle(Guid observationId) => Remove(observationId, published: true)?.Settle();

    /// <summary>The outcome could not be published: every message of the observation fails with <paramref name="exception"/>.</summary>
    public void Fail(Guid observationId, Exception exception) => Remove(observationId, published: false)?.Fail(exception);

    public void Dispose()
    {
        _deadlines.Dispose();
        _orphans.Dispose();
    }

    private Task Apply(Guid id, Func<ObservationJoin, bool> change)
    {
        lock (_gate)
        {
            if (_published.Contains(id))
            {
                _instruments.PartLate();
                return Task.CompletedTask;
            }

            if (!_joins.TryGetValue(id, out var join))
            {
                _joins[id] = join = new ObservationJoin();
                _orphans.Add(id, _orphanHold);
            }

            if (join.IsOver)
            {
                _instruments.PartLate();
            }
            else if (!change(join))
            {
                _instruments.PartDuplicate();
            }

            Offer(join.TryFinish(timeIsUp: false, _time.GetTimestamp()));
            return join.Settled;
        }
    }

    private void FinishAtDeadline(Guid id)
    {
        lock (_gate)
        {
            Offer(_joins.GetValueOrDefault(id)?.TryFinish(timeIsUp: true, _time.GetTimestamp()));
        }
    }

    private void DropOrphan(Guid id)
    {
        lock (_gate)
        {
            if (_joins.GetValueOrDefault(id) is { HasTicket: false } orphan)
            {
                _joins.Remove(id);
                _instruments.PartOrphaned(orphan.MessageCount);
                orphan.Settle();
            }
        }
    }

    private void Offer(JoinedObservation? joined)
    {
        if (joined is not null)
        {
            _ready.Writer.TryWrite(joined);
        }
    }

    private ObservationJoin? Remove(Guid id, bool published)
    {
        lock (_gate)
        {
            if (published)
            {
                _published.Add(id);
            }

            return _joins.Remove(id, out var join) ? join : null;
        }
    }
}
