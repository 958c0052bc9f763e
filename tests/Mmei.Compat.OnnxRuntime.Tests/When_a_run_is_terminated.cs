namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_a_run_is_terminated : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SessionOptions logged = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO };
    private readonly OrtValue forever = OrtValue.CreateTensorValueFromMemory(new[] { long.MaxValue }, []);
    private readonly InferenceSession session;

    public When_a_run_is_terminated() => session = new(Fixture.Counting, logged);

    public void Dispose()
    {
        session.Dispose();
        forever.Dispose();
        logged.Dispose();
    }

    [Fact]
    public async Task Should_end_a_run_that_is_under_way()
    {
        var (options, started) = LibraryLog.Watch();
        var run = Start(options, forever);
        await started.WaitAsync(Patience, TestContext.Current.CancellationToken);

        options.Terminate = true;

        (await Should.ThrowAsync<OnnxRuntimeException>(run)).Message.ShouldContain("terminate flag");
        options.Dispose();
    }

    [Fact]
    public void Should_run_again_once_it_is_taken_back()
    {
        using var options = new RunOptions { Terminate = true };
        using var thrice = OrtValue.CreateTensorValueFromMemory(new[] { 3L }, []);
        Should.Throw<OnnxRuntimeException>(() => session.Run(options, ["times"], [thrice], ["total_at_end"]));

        options.Terminate = false;

        using var outputs = session.Run(options, ["times"], [thrice], ["total_at_end"]);
        outputs[0].GetTensorDataAsSpan<float>()[0].ShouldBe(3);
    }

    [Fact]
    public async Task Should_go_on_when_everything_it_uses_is_disposed_meanwhile()
    {
        var (options, started) = LibraryLog.Watch();
        using var stop = new RunOptions();
        var run = Start(options, forever);
        await started.WaitAsync(Patience, TestContext.Current.CancellationToken);

        session.Dispose();
        forever.Dispose();
        options.Terminate = true;
        options.Dispose();

        (await Should.ThrowAsync<OnnxRuntimeException>(run)).Message.ShouldContain("terminate flag");
        Should.Throw<ObjectDisposedException>(() => session.Run(stop, ["times"], [forever], ["total_at_end"]));
    }

    private Task<IDisposableReadOnlyCollection<OrtValue>> Start(RunOptions options, OrtValue times) =>
        Task.Run(() => session.Run(options, ["times"], [times], ["total_at_end"]), TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
}
