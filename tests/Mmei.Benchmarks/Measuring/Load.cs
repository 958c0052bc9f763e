namespace Mmei.Benchmarks.Measuring;

/// <summary>Sends requests for a while.</summary>
/// <param name="request">Sends the request of a number, from 0, and waits for its outcome.</param>
/// <param name="time">The clock.</param>
internal sealed class Load(Func<int, Task<Outcome>> request, TimeProvider time)
{
    /// <summary>Timers are no finer.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// As long as <c>Retry-After</c> asks: those who send again at once what was refused take the cores from what is answered.
    /// </summary>
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(1);

    private static readonly int[] InFlight = [4, 8, 16, 32];

    /// <summary>
    /// As fast as it goes: with the best of several numbers that are unanswered at once. Measured again with that number, for the most of
    /// several short measurements is more than any of them can be trusted to give again.
    /// </summary>
    /// <param name="window">How long each is tried; the best twice as long.</param>
    public async Task<Tally> PeakAsync(TimeSpan window)
    {
        var (best, most) = (InFlight[0], 0.0);
        foreach (var inFlight in InFlight)
        {
            var answered = (await ClosedAsync(inFlight, window)).Throughput;
            (best, most) = answered > most ? (inFlight, answered) : (best, most);
        }

        return await ClosedAsync(best, window * 2);
    }

    /// <summary>
    /// As fast as it goes with so many unanswered: the next is sent when one is answered, and a second after one is refused.
    /// </summary>
    public async Task<Tally> ClosedAsync(int inFlight, TimeSpan duration)
    {
        var tally = new Tally(duration);
        using var cost = tally.CountCores(time);
        var started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (time.GetElapsedTime(started) < duration)
            {
                var sent = time.GetTimestamp();
                var outcome = await request(tally.Send());
                tally.Add(outcome, time.GetElapsedTime(sent), time.GetElapsedTime(started));
                if (outcome == Outcome.Refused)
                {
                    await Task.Delay(Backoff, time);
                }
            }
        })));
        return tally;
    }

    /// <summary>
    /// At a rate, whatever becomes of them, at random intervals as independent people would. Answers are timed from when their request was
    /// due, so that a stall counts for all that it delays; refusals from when it was sent.
    /// </summary>
    /// <param name="rate">Requests a second.</param>
    /// <param name="duration">How long they are sent.</param>
    /// <param name="random">Spaces them.</param>
    public async Task<Tally> OpenAsync(double rate, TimeSpan duration, Random random)
    {
        var tally = new Tally(duration);
        using var cost = tally.CountCores(time);
        var pending = new List<Task>();
        var started = time.GetTimestamp();
        for (var due = Interval(rate, random); due < duration; due += Interval(rate, random))
        {
            while (time.GetElapsedTime(started) < due)
            {
                await Task.Delay(Tick, time);
            }

            pending.Add(SendAsync(tally, started, due));
        }

        await Task.WhenAll(pending);
        return tally;
    }

    private async Task SendAsync(Tally tally, long started, TimeSpan due)
    {
        var sent = time.GetElapsedTime(started);
        var outcome = await request(tally.Send());
        var at = time.GetElapsedTime(started);
        tally.Add(outcome, at - (outcome == Outcome.Refused ? sent : due), at);
        tally.AddSent(sent - due, at - sent);
    }

    private static TimeSpan Interval(double rate, Random random) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate);
}
