using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.V1;
using Mmei.Fusion.Join;

namespace Mmei.Fusion.Tests.Join;

/// <summary>
/// The broker's side of the deferred acknowledgement, around a table that can crash: it keeps what was not acknowledged and delivers it
/// again,
/// in order, to the next table. What a crash catches on its way to the broker, acknowledgements among it, never happened.
/// </summary>
internal sealed class SimulatedBroker : IDisposable
{
    private static readonly TimeSpan OrphanHold = TimeSpan.FromSeconds(60);
    private static readonly long Start = new FakeTimeProvider().GetTimestamp();

    private readonly List<Kept> _kept = [];
    private JoinFixture _process = NewProcess();
    private TimeSpan _past;
    private int _acknowledgementsLeft = int.MaxValue;

    /// <summary>Time since the beginning, over all processes.</summary>
    public TimeSpan Now => _past + TimeSpan.FromTicks(_process.Time.GetTimestamp() - Start);

    /// <summary>The outcomes that the broker confirmed, with their times.</summary>
    public List<(JoinedObservation Joined, TimeSpan At)> Published { get; } = [];

    public int Unacknowledged => _kept.Count;

    /// <summary>How many modalities the process still has memory for.</summary>
    public int Rented => _process.Memory.Rented;

    public void Send(Func<JoinFixture, IPartOfObservation> message)
    {
        var kept = new Kept(message(_process), Now);
        _kept.Add(kept);
        Deliver(kept, redelivered: false);
    }

    /// <summary>Lets time pass in steps of a millisecond, so that an outcome is published soon after its join is over.</summary>
    public void Advance(TimeSpan by)
    {
        for (var end = Now + by; Now < end; Publish())
        {
            _process.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>Lets so much time pass that nothing can happen any more.</summary>
    public void Rest()
    {
        Advance(TimeSpan.FromMilliseconds(200));
        _process.Time.Advance(OrphanHold);
        Publish();
    }

    /// <summary>Publishes what is ready and acknowledges it.</summary>
    public void Publish(int acknowledgementsThatArrive = int.MaxValue)
    {
        foreach (var joined in _process.Ready())
        {
            Published.Add((joined, Now));
            _acknowledgementsLeft = acknowledgementsThatArrive;
            _process.Table.Acknowledge(joined.Id);
            _acknowledgementsLeft = int.MaxValue;
        }
    }

    /// <summary>The process dies, and another takes over.</summary>
    public void Crash()
    {
        _past = Now;
        _process.Dispose();
        _process = NewProcess();
        _kept.ToList().ForEach(kept => Deliver(kept, redelivered: true));
    }

    public void Dispose() => _process.Dispose();

    private static JoinFixture NewProcess() => new((int)OrphanHold.TotalSeconds);

    private void Deliver(Kept kept, bool redelivered)
    {
        var process = _process;
        var delivery = new HeldDelivery(Now - kept.SentAt, redelivered, () =>
        {
            if (process == _process && _acknowledgementsLeft-- > 0)
            {
                _kept.Remove(kept);
            }
        });
        _process.Table.Take(kept.Message, delivery);
    }

    private sealed record Kept(IPartOfObservation Message, TimeSpan SentAt);
}
