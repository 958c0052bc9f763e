using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Where a tensor's memory lies: allocator, device and kind.</summary>
public class OrtMemoryInfo : SafeHandle
{
    public static readonly byte[] allocatorCPU = Encoding.UTF8.GetBytes("Cpu\0");
    public static readonly byte[] allocatorCUDA = Encoding.UTF8.GetBytes("Cuda\0");
    public static readonly byte[] allocatorCUDA_PINNED = Encoding.UTF8.GetBytes("CudaPinned\0");

    private static readonly Lazy<OrtMemoryInfo> Default = new(CreateCpu);

    public unsafe OrtMemoryInfo(byte[] utf8AllocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : base(0, ownsHandle: true)
    {
        nint info;
        fixed (byte* name = utf8AllocatorName)
        {
            OrtApi.Check(OrtApi.Table->CreateMemoryInfo(name, (int)allocatorType, deviceId, (int)memoryType, &info));
        }

        SetHandle(info);
    }

    public OrtMemoryInfo(string allocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : this(OrtApi.Utf8(allocatorName), allocatorType, deviceId, memoryType)
    {
    }

    private OrtMemoryInfo(nint info)
        : base(0, ownsHandle: true) => SetHandle(info);

    /// <summary>Plain CPU memory, which managed memory is.</summary>
    public static OrtMemoryInfo DefaultInstance => Default.Value;

    public unsafe string Name
    {
        get
        {
            using var self = new Lease(this);
            byte* name;
            OrtApi.Check(OrtApi.Table->MemoryInfoGetName(self.Pointer, &name));
            return OrtApi.Text(name) ?? "";
        }
    }

    public unsafe int Id => Get(OrtApi.Table->MemoryInfoGetId);

    public override bool IsInvalid => handle == 0;

    public unsafe OrtMemType GetMemoryType() => (OrtMemType)Get(OrtApi.Table->MemoryInfoGetMemType);

    public unsafe OrtAllocatorType GetAllocatorType() => (OrtAllocatorType)Get(OrtApi.Table->MemoryInfoGetType);

    protected override unsafe bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseMemoryInfo(handle);
        return true;
    }

    private static unsafe OrtMemoryInfo CreateCpu()
    {
        nint info;
        OrtApi.Check(OrtApi.Table->CreateCpuMemoryInfo((int)OrtAllocatorType.DeviceAllocator, (int)OrtMemType.Cpu, &info));
        return new OrtMemoryInfo(info);
    }

    private unsafe int Get(delegate* unmanaged<nint, int*, nint> property)
    {
        using var self = new Lease(this);
        int value;
        OrtApi.Check(property(self.Pointer, &value));
        return value;
    }
}
