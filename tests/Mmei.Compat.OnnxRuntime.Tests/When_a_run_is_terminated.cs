namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_a_run_is_terminated : IDisposable
{
    private readonly InferenceSession session = new(Fixture.Counting);
    private readonly RunOptions options = new();

    public void Dispose()
    {
        session.Dispose();
        options.Dispose();
    }

    [Fact]
    public async Task Should_end_a_run_that_is_under_way()
    {
        using var forever = OrtValue.CreateTensorValueFromMemory(new[] { long.MaxValue }, []);
        var run = Task.Run(() => session.Run(options, ["times"], [forever], ["total_at_end"]), TestContext.Current.CancellationToken);
        await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken));
        run.IsCompleted.ShouldBeFalse();

        options.Terminate = true;

        var exception = await Should.ThrowAsync<OnnxRuntimeException>(run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        exception.Message.ShouldContain("terminate flag");
    }

    [Fact]
    public void Should_run_again_once_it_is_taken_back()
    {
        using var thrice = OrtValue.CreateTensorValueFromMemory(new[] { 3L }, []);
        options.Terminate = true;
        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["times"], [thrice], ["total_at_end"]));

        options.Terminate = false;

        using var outputs = session.Run(options, ["times"], [thrice], ["total_at_end"]);
        outputs[0].GetTensorDataAsSpan<float>()[0].ShouldBe(3);
    }

    [Fact]
    public async Task Should_let_a_run_finish_when_its_session_is_disposed_meanwhile()
    {
        using var many = OrtValue.CreateTensorValueFromMemory(new[] { 100_000L }, []);
        var run = Task.Run(() => session.Run(options, ["times"], [many], ["total_at_end"]), TestContext.Current.CancellationToken);
        await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken));

        session.Dispose();

        using var outputs = await run;
        outputs[0].GetTensorDataAsSpan<float>()[0].ShouldBe(100_000);
        Should.Throw<ObjectDisposedException>(() => session.Run(options, ["times"], [many], ["total_at_end"]));
    }
}
