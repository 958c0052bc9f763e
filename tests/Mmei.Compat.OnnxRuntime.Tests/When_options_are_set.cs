namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_options_are_set : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mmei-ort-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Should_run_with_all_of_them()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            LogId = "test",
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AppendExecutionProvider_CPU(0);
        using var session = new InferenceSession(Fixture.Affine, options);
        using var run = new RunOptions { LogId = "run", LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var input = Fixture.Row(1, 2, 3);

        // The arena is off, so asking to shrink it is an error that proves the run read its options.
        Should.Throw<OnnxRuntimeException>(() => session.Run(run, ["x"], [input], ["y"])).Message.ShouldContain("arena");
        using var plain = new RunOptions();
        using var outputs = session.Run(plain, ["x"], [input], ["y"]);

        outputs[0].GetTensorDataAsSpan<float>().ToArray().ShouldBe([3, 5, 7]);
    }

    [Fact]
    public void Should_write_the_optimized_model()
    {
        var path = Path.Combine(folder, "optimized.onnx");
        using var options = new SessionOptions { OptimizedModelFilePath = path };

        new InferenceSession(Fixture.Affine, options).Dispose();

        using var optimized = new InferenceSession(path);
        optimized.InputNames.ShouldBe(["x"]);
    }

    [Fact]
    public void Should_write_a_profile()
    {
        using var options = new SessionOptions { ProfileOutputPathPrefix = Path.Combine(folder, "profile"), EnableProfiling = true };
        using var session = new InferenceSession(Fixture.Affine, options);
        using var run = new RunOptions();
        using var input = Fixture.Row(1, 2, 3);
        session.Run(run, ["x"], [input], ["y"]).Dispose();

        var path = session.EndProfiling();

        path.ShouldStartWith(Path.Combine(folder, "profile"));
        File.ReadAllText(path).ShouldContain("model_run");
    }

    [Fact]
    public void Should_take_them_back()
    {
        using var options = new SessionOptions { ProfileOutputPathPrefix = Path.Combine(folder, "profile"), EnableProfiling = true, EnableCpuMemArena = false, EnableMemoryPattern = false };

        options.EnableProfiling = false;
        options.EnableCpuMemArena = true;
        options.EnableMemoryPattern = true;

        new InferenceSession(Fixture.Affine, options).Dispose();
        Directory.EnumerateFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public void Should_fix_a_symbolic_dimension()
    {
        using var options = new SessionOptions();
        options.AddFreeDimensionOverrideByName("batch", 2);

        using var session = new InferenceSession(Fixture.Affine, options);

        session.InputMetadata["x"].Dimensions.ShouldBe([2, 3]);
    }

    [Fact]
    public void Should_refuse_a_bad_value_and_keep_the_old_one()
    {
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };

        Should.Throw<OnnxRuntimeException>(() => options.GraphOptimizationLevel = (GraphOptimizationLevel)1234);

        options.GraphOptimizationLevel.ShouldBe(GraphOptimizationLevel.ORT_ENABLE_BASIC);
    }
}
