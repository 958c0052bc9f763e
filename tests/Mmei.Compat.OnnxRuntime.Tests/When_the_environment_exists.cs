namespace Mmei.Compat.OnnxRuntime.Tests;

public sealed class When_the_environment_exists
{
    [Fact]
    public void Should_log_where_it_was_told_to()
    {
        using var options = new SessionOptions { LogId = "verbose session", LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO };

        new InferenceSession(Fixture.Affine, options).Dispose();

        LibraryLog.Entries.ShouldContain(entry => entry.LogId == "verbose session" && entry.Severity == OrtLoggingLevel.ORT_LOGGING_LEVEL_INFO);
        OrtEnv.Instance().EnvLogLevel.ShouldBe(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING);
    }

    [Fact]
    public void Should_be_one_for_the_process()
    {
        OrtEnv.Instance().ShouldBeSameAs(OrtEnv.Instance());
        OrtEnv.IsCreated.ShouldBeTrue();
    }

    [Fact]
    public void Should_say_its_version() => Version.Parse(OrtEnv.Instance().GetVersionString()).ShouldBeGreaterThanOrEqualTo(new Version(1, 23));

    [Fact]
    public void Should_refuse_options_that_come_too_late()
    {
        var options = new EnvironmentCreationOptions { logId = "late" };

        Should.Throw<OnnxRuntimeException>(() => OrtEnv.CreateInstanceWithOptions(ref options)).Message.ShouldContain("already exists");
    }

    [Fact]
    public void Should_describe_CPU_memory()
    {
        var memory = OrtMemoryInfo.DefaultInstance;

        memory.Name.ShouldBe("Cpu");
        memory.Id.ShouldBe(0);
        memory.GetAllocatorType().ShouldBe(OrtAllocatorType.DeviceAllocator);
        memory.GetMemoryType().ShouldBe(OrtMemType.Cpu);
    }

    [Fact]
    public void Should_describe_memory_made_by_name()
    {
        using var memory = new OrtMemoryInfo("Cpu", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

        memory.Name.ShouldBe("Cpu");
        memory.GetMemoryType().ShouldBe(OrtMemType.Default);
    }
}
