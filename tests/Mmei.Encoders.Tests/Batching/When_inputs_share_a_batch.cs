using Microsoft.Extensions.Time.Testing;
using Mmei.Encoders.Batching;

namespace Mmei.Encoders.Tests.Batching;

public sealed class When_inputs_share_a_batch : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PriorityGate _gate = new();
    private readonly GatedRunner _runner;
    private DynamicBatcher<int, int>? _batcher;

    public When_inputs_share_a_batch() => _runner = new GatedRunner { WhileRunning = () => _time.Advance(TimeSpan.FromMilliseconds(20)) };

    [Fact]
    public async Task Should_give_each_its_own_result()
    {
        var results = await RunBehind(5, [1, 2, 3]);

        results.Select(r => r.Result).ShouldBe([2, 4, 6]);
    }

    [Fact]
    public async Task Should_start_at_once_and_gather_while_it_runs()
    {
        await RunBehind(5, [1, 2, 3]);

        _runner.Batches.ShouldBe([[5], [1, 2, 3]]);
    }

    [Fact]
    public async Task Should_run_as_many_batches_at_once_as_it_may()
    {
        var batcher = Batcher(Limits, runs: 2);
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var second = Run(batcher, 6);
        await _runner.RunBegunAsync();
        Task<Batched<int>>[] others = [Run(batcher, 1), Run(batcher, 2)];
        batcher.Waiting.ShouldBe(2);

        _runner.Open();
        await Task.WhenAll([first, second, .. others]);

        _runner.Batches.ShouldBe([[5], [6], [1, 2]]);
    }

    [Fact]
    public async Task Should_finish_all_its_runs_before_it_ends()
    {
        var batcher = Batcher(Limits, runs: 2);
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var second = Run(batcher, 6);
        await _runner.RunBegunAsync();

        var ending = batcher.DisposeAsync().AsTask();
        _runner.OpenOnce();
        await Task.WhenAny(first, second);
        ending.IsCompleted.ShouldBeFalse();
        _runner.Open();
        await ending;

        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Should_hold_no_more_than_the_limit()
    {
        await RunBehind(5, [1, 2, 3], Limits with { MaxBatch = 2 });

        _runner.Batches.ShouldBe([[5], [1, 2], [3]]);
    }

    [Fact]
    public async Task Should_put_equal_lengths_together()
    {
        await RunBehind(9, [4, 7, 4, 7, 4], Limits with { EqualLength = true });

        _runner.Batches.ShouldBe([[9], [4, 4, 4], [7, 7]]);
    }

    [Fact]
    public async Task Should_say_how_long_each_part_took()
    {
        var results = await RunBehind(5, [1, 2]);

        results.ShouldAllBe(r => r.Queued == TimeSpan.FromMilliseconds(20) && r.Inferred == TimeSpan.FromMilliseconds(20)
            && r.BatchSize == 2);
    }

    [Fact]
    public async Task Should_not_let_one_fail_the_others()
    {
        var tasks = await StartBehind(5, [1, GatedRunner.Poison, 3], Limits);

        (await tasks[0]).Result.ShouldBe(2);
        (await Should.ThrowAsync<InvalidOperationException>(() => tasks[1])).Message.ShouldBe("poison");
        (await tasks[2]).Result.ShouldBe(6);
        _runner.Batches.ShouldBe([[5], [1, GatedRunner.Poison, 3], [1], [GatedRunner.Poison], [3]]);
    }

    [Fact]
    public async Task Should_drop_work_that_nobody_waits_for()
    {
        using var gone = new CancellationTokenSource();
        var batcher = Batcher(Limits);
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var dropped = batcher.RunAsync(1, Priority.Interactive, gone.Token);
        var kept = Run(batcher, 2);

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => dropped);
        _runner.Open();
        await Task.WhenAll(first, kept);

        _runner.Batches.ShouldBe([[5], [2]]);
    }

    [Fact]
    public async Task Should_drop_work_whose_deadline_passed_while_it_waited()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(15), _time);
        var batcher = Batcher(Limits);
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var late = batcher.RunAsync(1, Priority.Interactive, deadline.Token);

        _runner.Open();

        await Should.ThrowAsync<OperationCanceledException>(() => late);
        await first;
        await batcher.DisposeAsync();
        _runner.Batches.ShouldBe([[5]]);
    }

    [Fact]
    public async Task Should_prepare_a_full_batch_while_one_runs()
    {
        var batcher = Batcher(Limits with { MaxBatch = 2 });
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var rest = new[] { 1, 2, 3 }.Select(item => Run(batcher, item)).ToList();

        await FilledAsync(2);
        _runner.Batches.ShouldBe([[5]]);

        _runner.Open();
        await Task.WhenAll([first, .. rest]);
        _runner.Batches.ShouldBe([[5], [1, 2], [3]]);
    }

    [Fact]
    public async Task Should_not_run_a_prepared_batch_that_everybody_left()
    {
        using var gone = new CancellationTokenSource();
        var batcher = Batcher(Limits with { MaxBatch = 2 });
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var left = new[] { 1, 2 }.Select(item => batcher.RunAsync(item, Priority.Interactive, gone.Token)).ToList();
        await FilledAsync(2);

        await gone.CancelAsync();
        _runner.Open();

        await first;
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(left));
        await batcher.DisposeAsync();
        _runner.Batches.ShouldBe([[5]]);
    }

    [Fact]
    public async Task Should_take_what_people_wait_for_before_bulk_work()
    {
        var batcher = Batcher(Limits);
        var first = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var bulk = batcher.RunAsync(1, Priority.Bulk, Cancellation);
        var interactive = Run(batcher, 2);

        _runner.Open();
        await Task.WhenAll(first, bulk, interactive);

        _runner.Batches.ShouldBe([[5], [2], [1]]);
    }

    [Fact]
    public async Task Should_hold_bulk_work_back_while_somebody_waits_anywhere()
    {
        _runner.Open();
        var batcher = Batcher(Limits);
        var visit = _gate.Enter();
        var bulk = batcher.RunAsync(1, Priority.Bulk, Cancellation);
        (await Run(batcher, 2)).Result.ShouldBe(4);
        _runner.Batches.ShouldBe([[2]]);

        visit.Dispose();

        (await bulk).Result.ShouldBe(2);
    }

    [Fact]
    public async Task Should_break_bulk_work_off_for_somebody_who_comes_and_finish_it_in_smaller_batches()
    {
        var batcher = Batcher(Limits with { MaxBatch = 2 });
        var running = Run(batcher, 5);
        await _runner.RunBegunAsync();
        var bulk = new[] { 1, 2 }.Select(item => batcher.RunAsync(item, Priority.Bulk, Cancellation)).ToList();
        _runner.OpenOnce();
        await running;
        await _runner.RunBegunAsync();

        using (_gate.Enter())
        {
            var interactive = Run(batcher, 3);
            await _runner.RunBegunAsync();
            _runner.Open();
            (await interactive).Result.ShouldBe(6);
        }

        (await Task.WhenAll(bulk)).Select(result => result.Result).ShouldBe([2, 4]);
        _runner.Batches.ShouldBe([[5], [1, 2], [3], [1], [2]]);
    }

    [Fact]
    public void Should_warm_up_with_the_largest_batch_there_can_be()
    {
        _runner.Open();

        Batcher(Limits with { MaxPaddedCost = 350 }).WarmUp();

        _runner.Batches.ShouldBe([[100, 100, 100], [100, 100, 100]]);
    }

    [Fact]
    public async Task Should_finish_what_it_took_before_it_is_gone()
    {
        var tasks = await StartBehind(5, [1, 2, 3], Limits with { MaxBatch = 1 });

        await _batcher!.DisposeAsync();

        (await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation)).Length.ShouldBe(3);
        await Should.ThrowAsync<ObjectDisposedException>(() => Run(_batcher, 4));
    }

    public async ValueTask DisposeAsync()
    {
        _runner.Open();
        await (_batcher?.DisposeAsync() ?? ValueTask.CompletedTask);
        _runner.Dispose();
        _gate.Dispose();
    }

    private static BatchLimits Limits { get; } = new() { MaxBatch = 32 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DynamicBatcher<int, int> Batcher(BatchLimits limits, int runs = 1) =>
        _batcher ??= new DynamicBatcher<int, int>(_runner, limits, _gate, _time, runs);

    private static Task<Batched<int>> Run(DynamicBatcher<int, int> batcher, int item) =>
        batcher.RunAsync(item, Priority.Interactive, Cancellation);

    private async Task FilledAsync(int count)
    {
        while (true)
        {
            lock (_runner.Filled)
            {
                if (_runner.Filled.Count >= count)
                {
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
        }
    }

    /// <summary>Lets <paramref name="items"/> gather behind a run that has begun, then opens the gate.</summary>
    private async Task<List<Task<Batched<int>>>> StartBehind(int running, int[] items, BatchLimits limits)
    {
        var batcher = Batcher(limits);
        var first = Run(batcher, running);
        await _runner.RunBegunAsync();
        var tasks = items.Select(item => Run(batcher, item)).ToList();
        batcher.Waiting.ShouldBe(items.Length);
        _runner.Open();
        await first;
        return tasks;
    }

    private async Task<Batched<int>[]> RunBehind(int running, int[] items, BatchLimits? limits = null) =>
        await Task.WhenAll(await StartBehind(running, items, limits ?? Limits));
}
