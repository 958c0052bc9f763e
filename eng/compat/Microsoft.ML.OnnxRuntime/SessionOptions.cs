using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How a session is built: threads, optimizations, providers, profiling.</summary>
public unsafe partial class SessionOptions : SafeHandle
{
    public SessionOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        OrtApi.Check(OrtApi.Table->CreateSessionOptions(&options));
        SetHandle(options);
        OrtEnv.Instance();
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Threads within one operator; 0 lets the library choose.</summary>
    public int IntraOpNumThreads
    {
        get;
        set => field = Set(OrtApi.Table->SetIntraOpNumThreads, value);
    }

    /// <summary>Threads across operators; used only with <see cref="ExecutionMode.ORT_PARALLEL"/>.</summary>
    public int InterOpNumThreads
    {
        get;
        set => field = Set(OrtApi.Table->SetInterOpNumThreads, value);
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get;
        set => field = (GraphOptimizationLevel)Set(OrtApi.Table->SetSessionGraphOptimizationLevel, (int)value);
    } = GraphOptimizationLevel.ORT_ENABLE_ALL;

    public ExecutionMode ExecutionMode
    {
        get;
        set => field = (ExecutionMode)Set(OrtApi.Table->SetSessionExecutionMode, (int)value);
    } = ExecutionMode.ORT_SEQUENTIAL;

    public OrtLoggingLevel LogSeverityLevel
    {
        get;
        set => field = (OrtLoggingLevel)Set(OrtApi.Table->SetSessionLogSeverityLevel, (int)value);
    } = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public string LogId
    {
        get;
        set => field = Set(OrtApi.Table->SetSessionLogId, value);
    } = "";

    /// <summary>Where the optimized graph is written when a session is created; empty for nowhere.</summary>
    public string OptimizedModelFilePath
    {
        get;
        set => field = Set(OrtApi.Table->SetOptimizedModelFilePath, value);
    } = "";

    public bool EnableMemoryPattern
    {
        get;
        set => field = Switch(OrtApi.Table->EnableMemPattern, OrtApi.Table->DisableMemPattern, value);
    } = true;

    public bool EnableCpuMemArena
    {
        get;
        set => field = Switch(OrtApi.Table->EnableCpuMemArena, OrtApi.Table->DisableCpuMemArena, value);
    } = true;

    /// <summary>Set it before <see cref="EnableProfiling"/>.</summary>
    public string ProfileOutputPathPrefix { get; set; } = "onnxruntime_profile_";

    public bool EnableProfiling
    {
        get;
        set
        {
            if (value)
            {
                Set(OrtApi.Table->EnableProfiling, ProfileOutputPathPrefix);
            }
            else
            {
                using var self = new Lease(this);
                OrtApi.Check(OrtApi.Table->DisableProfiling(self.Pointer));
            }

            field = value;
        }
    }

    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        using var self = new Lease(this);
        fixed (byte* key = OrtApi.Utf8(configKey), value = OrtApi.Utf8(configValue))
        {
            OrtApi.Check(OrtApi.Table->AddSessionConfigEntry(self.Pointer, key, value));
        }
    }

    public void AddFreeDimensionOverrideByName(string dimName, long dimValue)
    {
        using var self = new Lease(this);
        fixed (byte* name = OrtApi.Utf8(dimName))
        {
            OrtApi.Check(OrtApi.Table->AddFreeDimensionOverrideByName(self.Pointer, name, dimValue));
        }
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseSessionOptions(handle);
        return true;
    }

    private int Set(delegate* unmanaged<nint, int, nint> setter, int value)
    {
        using var self = new Lease(this);
        OrtApi.Check(setter(self.Pointer, value));
        return value;
    }

    private string Set(delegate* unmanaged<nint, byte*, nint> setter, string value)
    {
        using var self = new Lease(this);
        fixed (byte* text = OrtApi.Utf8(value))
        {
            OrtApi.Check(setter(self.Pointer, text));
        }

        return value;
    }

    private bool Switch(delegate* unmanaged<nint, nint> enable, delegate* unmanaged<nint, nint> disable, bool on)
    {
        using var self = new Lease(this);
        OrtApi.Check(on ? enable(self.Pointer) : disable(self.Pointer));
        return on;
    }
}
