using System.Runtime.CompilerServices;

namespace Mmei.Compat.OnnxRuntime.Tests;

/// <summary>Alone in the process while it runs, because it collects garbage and measures memory.</summary>
[CollectionDefinition(nameof(When_native_objects_are_let_go), DisableParallelization = true)]
[Collection(nameof(When_native_objects_are_let_go))]
public sealed class When_native_objects_are_let_go
{
    [Fact]
    public void Should_bear_being_disposed_twice()
    {
        var session = new InferenceSession(Fixture.Affine);
        var options = new RunOptions();
        var input = Fixture.Row(1, 2, 3);
        var outputs = session.Run(options, ["x"], [input], ["y"]);
        var output = outputs[0];

        for (var i = 0; i < 2; i++)
        {
            outputs.Dispose();
            output.Dispose();
            input.Dispose();
            options.Dispose();
            session.Dispose();
        }

        Should.Throw<ObjectDisposedException>(() => session.EndProfiling());
    }

    [Fact]
    public void Should_unpin_managed_memory()
    {
        var reference = UseMemory(dispose: true);

        Collect();

        reference.TryGetTarget(out _).ShouldBeFalse();
    }

    [Fact]
    public void Should_unpin_managed_memory_that_nobody_disposed()
    {
        var reference = UseMemory(dispose: false);

        Collect();

        reference.TryGetTarget(out _).ShouldBeFalse();
    }

    [Fact]
    public void Should_hold_managed_memory_as_long_as_the_value_lives()
    {
        var (value, reference) = HoldMemory();

        Collect();

        reference.TryGetTarget(out _).ShouldBeTrue();
        value.GetTensorDataAsSpan<float>().ToArray().ShouldBe([1, 2, 3]);
        value.Dispose();
    }

    [Fact]
    public void Should_survive_finalizers_under_pressure()
    {
        using var session = new InferenceSession(Fixture.Affine);
        using var options = new RunOptions();
        Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            // Nothing is disposed: finalizers release inputs, outputs and sessions while other runs go on.
            var results = session.Run(options, ["x"], [Fixture.Row(i, i, i)], ["y"]);
            results[0].GetTensorDataAsSpan<float>()[0].ShouldBe((2 * i) + 1);
            GC.KeepAlive(results);
            if (i % 50 == 0)
            {
                GC.KeepAlive(new InferenceSession(Fixture.Affine));
                Collect();
            }
        });
    }

    [Fact]
    public void Should_not_leak_over_ten_thousand_runs()
    {
        const int Rows = 1024; // 12 KB a tensor: a leak of either side would be 120 MB.
        using var session = new InferenceSession(Fixture.Affine);
        using var options = new RunOptions();
        Runs(session, options, Rows, 1_000);
        Collect();
        var before = Environment.WorkingSet;

        Runs(session, options, Rows, 10_000);

        Collect();
        var grown = (Environment.WorkingSet - before) / 1e6;
        grown.ShouldBeLessThan(40, $"resident memory grew by {grown:F1} MB");
    }

    private static void Runs(InferenceSession session, RunOptions options, int rows, int times)
    {
        var data = new float[rows * 3];
        for (var i = 0; i < times; i++)
        {
            using var input = Fixture.Row(data);
            using var outputs = session.Run(options, ["x"], [input], ["y"]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<float[]> UseMemory(bool dispose)
    {
        var data = new float[] { 1, 2, 3 };
        var value = Fixture.Row(data);
        if (dispose)
        {
            value.Dispose();
        }

        return new WeakReference<float[]>(data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (OrtValue Value, WeakReference<float[]> Data) HoldMemory()
    {
        var data = new float[] { 1, 2, 3 };
        return (Fixture.Row(data), new WeakReference<float[]>(data));
    }

    private static void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
