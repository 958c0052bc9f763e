namespace Mmei.Compat.OnnxRuntime.Tests;

/// <summary>The library of the portable package set comes without its GPU provider libraries: it must say so, not crash.</summary>
public sealed class When_a_GPU_is_asked_for : IDisposable
{
    private readonly SessionOptions options = new();

    public void Dispose() => options.Dispose();

    [Fact]
    public void Should_list_the_CPU_among_the_providers() => OrtEnv.Instance().GetAvailableProviders().ShouldContain("CPUExecutionProvider");

    [Fact]
    public void Should_say_that_CUDA_cannot_be_loaded() =>
        Should.Throw<OnnxRuntimeException>(() => options.AppendExecutionProvider_CUDA(0)).Message.ShouldEndWith("_Cuda: Failed to load shared library");

    [Fact]
    public void Should_name_the_missing_library_when_CUDA_has_options() =>
        Should.Throw<OnnxRuntimeException>(() =>
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new() { ["device_id"] = "0", ["cudnn_conv_algo_search"] = "HEURISTIC" });
            options.AppendExecutionProvider_CUDA(cuda);
        }).Message.ShouldContain("libonnxruntime_providers_shared.so");

    [Fact]
    public void Should_say_that_TensorRT_cannot_be_loaded() =>
        Should.Throw<OnnxRuntimeException>(() => options.AppendExecutionProvider_Tensorrt(0)).Message.ShouldEndWith("_TensorRT: Failed to load shared library");

    [Fact]
    public void Should_name_the_missing_library_when_TensorRT_has_options() =>
        Should.Throw<OnnxRuntimeException>(() =>
        {
            using var tensorRt = new OrtTensorRTProviderOptions();
            tensorRt.UpdateOptions(new() { ["device_id"] = "0" });
            options.AppendExecutionProvider_Tensorrt(tensorRt);
        }).Message.ShouldContain("libonnxruntime_providers_shared.so");

    [Fact]
    public void Should_say_that_a_named_provider_is_unknown() =>
        Should.Throw<OnnxRuntimeException>(() => options.AppendExecutionProvider("Abacus", new() { ["beads"] = "10" }))
            .Message.ShouldContain("Unknown provider name 'Abacus'");
}
