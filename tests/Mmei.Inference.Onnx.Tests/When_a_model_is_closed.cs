using Mmei.Inference.Onnx.Sessions;

namespace Mmei.Inference.Onnx.Tests;

/// <summary>ONNX Runtime itself would end the process with a segmentation fault, and this test run with it.</summary>
public sealed class When_a_model_is_closed : IDisposable
{
    private readonly LogarithmModel _folder = new();
    private readonly OnnxModel _model;
    private readonly IModelBuffers _buffers;

    public When_a_model_is_closed()
    {
        _model = OnnxModel.Load(_folder.Folder);
        _buffers = _model.CreateBuffers();
        LogarithmModel.Fill(_buffers, 1f);
    }

    public void Dispose()
    {
        _buffers.Dispose();
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Should_not_run_on_buffers_that_outlive_it()
    {
        _model.Dispose();
        _model.Dispose();

        Should.Throw<ObjectDisposedException>(() => _buffers.Run());
        LogarithmModel.Fill(_buffers, 1f, 2f);
        Should.Throw<ObjectDisposedException>(() => _buffers.Run());
    }

    [Fact]
    public void Should_make_no_more_buffers()
    {
        _model.Dispose();

        Should.Throw<ObjectDisposedException>(_model.CreateBuffers);
    }

    [Fact]
    public void Should_neither_fill_nor_run_disposed_buffers()
    {
        _buffers.Dispose();
        _buffers.Dispose();

        Should.Throw<ObjectDisposedException>(() => _buffers.Run());
        Should.Throw<ObjectDisposedException>(() => _buffers.Run(new CancellationToken(canceled: true)));
        Should.Throw<ObjectDisposedException>(() => { _buffers.Floats("values", 1, 1); });
        Should.Throw<ObjectDisposedException>(() => { _buffers.Integers("ids", 1); });
    }

    [Fact]
    public void Should_leave_what_was_read_before_readable()
    {
        var values = _buffers.Floats("values", 1, 1);
        var outputs = _buffers.Run();

        _buffers.Dispose();
        _model.Dispose();

        values[0].ShouldBe(1f);
        outputs.Floats("logarithms").Values.ToArray().ShouldBe([0f]);
    }

    [Fact]
    public void Should_not_be_troubled_by_a_caller_who_gives_up_later()
    {
        using var caller = new CancellationTokenSource();
        _buffers.Run(caller.Token);
        _buffers.Dispose();

        caller.Cancel();
    }

    [Fact]
    public void Should_wait_for_the_last_user()
    {
        var closed = 0;
        var use = new SharedUse(this, () => closed++);
        use.Enter();
        use.Enter();

        use.Close();
        use.Close();
        use.Leave();

        closed.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(use.Enter);
        use.Leave();
        closed.ShouldBe(1);
        Should.Throw<ObjectDisposedException>(use.Enter);
    }

    [Fact]
    public void Should_end_the_runs_of_other_threads_with_an_exception() => Hammer((closing, _, _) => closing.Dispose());

    [Fact]
    public void Should_end_the_runs_on_buffers_that_another_thread_disposes() => Hammer((_, running, _) => running.Dispose());

    [Fact]
    public void Should_bear_cancellation_and_both_at_once() => Hammer((closing, running, caller) =>
        Parallel.Invoke(caller.Cancel, running.Dispose, closing.Dispose));

    /// <summary>Lets a thread run a model of its own again and again, and ends that at another moment each time.</summary>
    private void Hammer(Action<OnnxModel, IModelBuffers, CancellationTokenSource> end)
    {
        for (var round = 0; round < 60; round++)
        {
            var hammered = OnnxModel.Load(_folder.Folder);
            using var caller = new CancellationTokenSource();
            using var running = hammered.CreateBuffers();
            using var begun = new ManualResetEventSlim();
            var thread = new Thread(() => RunUntilRefused(running, begun, caller.Token));
            thread.Start();
            begun.Wait(TestContext.Current.CancellationToken);
            Thread.SpinWait(round * 200);

            end(hammered, running, caller);

            thread.Join(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            hammered.Dispose();
        }
    }

    private static void RunUntilRefused(IModelBuffers running, ManualResetEventSlim begun, CancellationToken cancellationToken)
    {
        var values = Enumerable.Repeat(1f, 20_000).ToArray();
        while (true)
        {
            try
            {
                LogarithmModel.Fill(running, values);
                begun.Set();
                running.Run(cancellationToken);
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }
}
