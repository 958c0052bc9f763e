using Mmei.Testing;

namespace Mmei.Inference.Tests;

public sealed class When_inputs_share_a_batch : IAsyncDisposable
{
    private readonly ManualTime _time = new();
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

        results.ShouldAllBe(r => r.Queued == TimeSpan.FromMilliseconds(20) && r.Inferred == TimeSpan.FromMilliseconds(20) && r.BatchSize == 2);
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
        var first = batcher.RunAsync(5, Cancellation);
        await _runner.RunBegunAsync();
        var dropped = batcher.RunAsync(1, gone.Token);
        var kept = batcher.RunAsync(2, Cancellation);

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
        var first = batcher.RunAsync(5, Cancellation);
        await _runner.RunBegunAsync();
        var late = batcher.RunAsync(1, deadline.Token);

        _runner.Open();

        await Should.ThrowAsync<OperationCanceledException>(() => late);
        await first;
        await batcher.DisposeAsync();
        _runner.Batches.ShouldBe([[5]]);
    }

    [Fact]
    public async Task Should_admit_no_more_than_its_capacity()
    {
        var batcher = Batcher(Limits with { Capacity = 2 });
        var running = batcher.RunAsync(5, Cancellation);
        await _runner.RunBegunAsync();
        var waiting = new[] { 1, 2 }.Select(item => batcher.RunAsync(item, Cancellation)).ToList();

        await Should.ThrowAsync<OverloadedException>(() => batcher.RunAsync(3, Cancellation));

        _runner.Open();
        await Task.WhenAll([running, .. waiting]);
        (await batcher.RunAsync(4, Cancellation)).Result.ShouldBe(8);
    }

    [Fact]
    public async Task Should_say_when_there_is_room_again()
    {
        var batcher = Batcher(Limits with { Capacity = 1 });
        _runner.OpenOnce();
        await batcher.RunAsync(5, Cancellation);
        await _runner.RunBegunAsync();
        var running = batcher.RunAsync(6, Cancellation);
        await _runner.RunBegunAsync();
        var waiting = batcher.RunAsync(7, Cancellation);

        var refusal = await Should.ThrowAsync<OverloadedException>(() => batcher.RunAsync(8, Cancellation));

        refusal.RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(20));
        _runner.Open();
        await Task.WhenAll(running, waiting);
    }

    [Fact]
    public async Task Should_finish_what_it_took_before_it_is_gone()
    {
        var tasks = await StartBehind(5, [1, 2, 3], Limits with { MaxBatch = 1 });

        await _batcher!.DisposeAsync();

        tasks.ShouldAllBe(t => t.IsCompletedSuccessfully);
        await Should.ThrowAsync<ObjectDisposedException>(() => _batcher.RunAsync(4, Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        _runner.Open();
        await (_batcher?.DisposeAsync() ?? ValueTask.CompletedTask);
        _runner.Dispose();
    }

    private static BatchLimits Limits { get; } = new() { MaxBatch = 32 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DynamicBatcher<int, int> Batcher(BatchLimits limits) => _batcher ??= new DynamicBatcher<int, int>(_runner, limits, _time);

    /// <summary>Lets <paramref name="items"/> gather behind a run that has begun, then opens the gate.</summary>
    private async Task<List<Task<Batched<int>>>> StartBehind(int running, int[] items, BatchLimits limits)
    {
        var batcher = Batcher(limits);
        var first = batcher.RunAsync(running, Cancellation);
        await _runner.RunBegunAsync();
        var tasks = items.Select(item => batcher.RunAsync(item, Cancellation)).ToList();
        batcher.Waiting.ShouldBe(items.Length);
        _runner.Open();
        await first;
        return tasks;
    }

    private async Task<Batched<int>[]> RunBehind(int running, int[] items, BatchLimits? limits = null) =>
        await Task.WhenAll(await StartBehind(running, items, limits ?? Limits));
}
