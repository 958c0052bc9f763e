using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of the TensorRT execution provider. A library without it answers with its own error.</summary>
public class OrtTensorRTProviderOptions : SafeHandle
{
    private int deviceId;

    public unsafe OrtTensorRTProviderOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        OrtApi.Check(OrtApi.Table->CreateTensorRTProviderOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    public unsafe void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var self = new Lease(this);
        using var pairs = new ProviderOptions(providerOptions);
        OrtApi.Check(OrtApi.Table->UpdateTensorRTProviderOptions(self.Pointer, pairs.Keys, pairs.Values, (nuint)pairs.Count));
        if (providerOptions.TryGetValue("device_id", out var id))
        {
            deviceId = int.Parse(id, CultureInfo.InvariantCulture);
        }
    }

    public unsafe string GetOptions()
    {
        using var self = new Lease(this);
        byte* options;
        OrtApi.Check(OrtApi.Table->GetTensorRTProviderOptionsAsString(self.Pointer, OrtAllocator.DefaultInstance.Pointer, &options));
        return OrtApi.TakeText(options);
    }

    public int GetDeviceId() => deviceId;

    protected override unsafe bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseTensorRTProviderOptions(handle);
        return true;
    }
}
