using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Mmei.Hosting.Background;
using Mmei.Hosting.Failures;
using Mmei.Testing;

namespace Mmei.Hosting.Tests.Background;

public sealed class When_work_recurs
{
    private readonly RecordingTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_try_again_until_it_succeeds_and_open_the_gate_then_only()
    {
        var gate = new Gate(_time);
        using var work = new Work(_time, gate, pass => pass <= 5 ? throw new UnavailableFailure("away", TimeSpan.Zero) : null);

        await work.StartAsync(Token);
        await work.PassedAsync(5);
        gate.IsOpen.ShouldBeFalse();

        await TurnUntilAsync(work.ExecuteTask!);
        work.Count.ShouldBe(6);
        gate.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_pause_for_two_seconds_at_most_however_often_it_fails()
    {
        const int Failures = 1_100;
        using var work = new Work(_time, gate: null, pass => pass <= Failures ? throw new InvalidOperationException() : null);

        await work.StartAsync(Token);
        await TurnUntilAsync(work.ExecuteTask!);

        work.Count.ShouldBe(Failures + 1);
        _time.Waits.Count.ShouldBe(Failures);
        _time.Waits.ShouldAllBe(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Should_rest_until_it_is_woken()
    {
        using var work = new Work(_time, gate: null, _ => TimeSpan.FromDays(1));

        await work.StartAsync(Token);
        await work.PassedAsync(1);
        work.Wake();
        await work.PassedAsync(2);

        await work.StopAsync(Token);
        work.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_look_again_after_its_rest()
    {
        using var work = new Work(_time, gate: null, pass => pass == 3 ? null : TimeSpan.FromHours(1));

        await work.StartAsync(Token);
        await TurnUntilAsync(work.ExecuteTask!);

        work.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Should_end_with_what_cannot_be_helped()
    {
        var gate = new Gate(_time);
        using var work = new Work(_time, gate, _ => throw new NotSupportedException());

        await work.StartAsync(Token);

        await Should.ThrowAsync<NotSupportedException>(work.ExecuteTask!);
        gate.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_stop_amid_a_pause()
    {
        using var work = new Work(_time, gate: null, _ => throw new InvalidOperationException());

        await work.StartAsync(Token);
        await work.PassedAsync(1);

        await work.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        work.ExecuteTask!.IsCompletedSuccessfully.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_not_wait_at_a_gate_for_longer_than_its_patience()
    {
        var gate = new Gate(_time);
        var passing = gate.PassAsync(Token);

        passing.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(1));

        (await Should.ThrowAsync<UnavailableFailure>(passing)).Message.ShouldBe("closed");
    }

    private async Task TurnUntilAsync(Task end)
    {
        while (!end.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        await end;
    }

    private sealed class Gate(TimeProvider time) : StartupGate("closed", time, TimeSpan.FromMinutes(1));

    private sealed class Work(FakeTimeProvider time, StartupGate? gate, Func<int, TimeSpan?> run)
        : RecurringService(time, NullLogger.Instance, gate)
    {
        private int _passes;

        public int Count => Volatile.Read(ref _passes);

        /// <summary>Turns the clock until so many passes have begun.</summary>
        public async Task PassedAsync(int passes)
        {
            while (Count < passes)
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }
        }

        protected override bool Passes(Exception exception) => exception is not NotSupportedException;

        protected override Task<TimeSpan?> RunOnceAsync(CancellationToken cancellationToken) =>
            Task.FromResult(run(Interlocked.Increment(ref _passes)));
    }
}
