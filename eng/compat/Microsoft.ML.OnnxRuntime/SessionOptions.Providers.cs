using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Execution providers are tried in the order they were appended; the CPU is always the last resort.</summary>
public unsafe partial class SessionOptions
{
    public void AppendExecutionProvider_CPU(int useArena = 1)
    {
        using var self = new Lease(this);
        OrtApi.Check(OrtApi.OrtSessionOptionsAppendExecutionProvider_CPU(self.Pointer, useArena));
    }

    public void AppendExecutionProvider_CUDA(int deviceId = 0)
    {
        using var self = new Lease(this);
        OrtApi.Check(OrtApi.OrtSessionOptionsAppendExecutionProvider_CUDA(self.Pointer, deviceId));
    }

    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions)
    {
        using var self = new Lease(this);
        using var options = new Lease(cudaProviderOptions);
        OrtApi.Check(OrtApi.Table->SessionOptionsAppendExecutionProvider_CUDA_V2(self.Pointer, options.Pointer));
    }

    public void AppendExecutionProvider_Tensorrt(int deviceId = 0)
    {
        using var self = new Lease(this);
        OrtApi.Check(OrtApi.OrtSessionOptionsAppendExecutionProvider_Tensorrt(self.Pointer, deviceId));
    }

    public void AppendExecutionProvider_Tensorrt(OrtTensorRTProviderOptions trtProviderOptions)
    {
        using var self = new Lease(this);
        using var options = new Lease(trtProviderOptions);
        OrtApi.Check(OrtApi.Table->SessionOptionsAppendExecutionProvider_TensorRT_V2(self.Pointer, options.Pointer));
    }

    /// <summary>Appends a provider by its name; the library says which names it knows.</summary>
    public void AppendExecutionProvider(string providerName, Dictionary<string, string>? providerOptions = null)
    {
        using var self = new Lease(this);
        using var pairs = new ProviderOptions(providerOptions);
        fixed (byte* name = OrtApi.Utf8(providerName))
        {
            OrtApi.Check(OrtApi.Table->SessionOptionsAppendExecutionProvider(self.Pointer, name, pairs.Keys, pairs.Values, (nuint)pairs.Count));
        }
    }
}
