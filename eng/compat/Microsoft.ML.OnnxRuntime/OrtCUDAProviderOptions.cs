using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of the CUDA execution provider. A library without it answers with its own error.</summary>
public class OrtCUDAProviderOptions : SafeHandle
{
    public unsafe OrtCUDAProviderOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        OrtApi.Check(OrtApi.Table->CreateCUDAProviderOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public unsafe void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var self = new Lease(this);
        using var pairs = new ProviderOptions(providerOptions);
        OrtApi.Check(OrtApi.Table->UpdateCUDAProviderOptions(self.Pointer, pairs.Keys, pairs.Values, (nuint)pairs.Count));
    }

    public unsafe string GetOptions()
    {
        using var self = new Lease(this);
        byte* options;
        OrtApi.Check(OrtApi.Table->GetCUDAProviderOptionsAsString(self.Pointer, OrtAllocator.DefaultInstance.Pointer, &options));
        return OrtApi.TakeText(options);
    }

    protected override unsafe bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseCUDAProviderOptions(handle);
        return true;
    }
}
