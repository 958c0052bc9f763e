using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of a run; one instance may serve many runs at once.</summary>
public unsafe class RunOptions : SafeHandle
{
    public RunOptions()
        : base(0, ownsHandle: true)
    {
        nint options;
        OrtApi.Check(OrtApi.Table->CreateRunOptions(&options));
        SetHandle(options);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>True ends every run that uses these options, now and later, with an error.</summary>
    public bool Terminate
    {
        get;
        set
        {
            using var self = new Lease(this);
            OrtApi.Check(value ? OrtApi.Table->RunOptionsSetTerminate(self.Pointer) : OrtApi.Table->RunOptionsUnsetTerminate(self.Pointer));
            field = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get;
        set
        {
            using var self = new Lease(this);
            OrtApi.Check(OrtApi.Table->RunOptionsSetRunLogSeverityLevel(self.Pointer, (int)value));
            field = value;
        }
    } = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    public string LogId
    {
        get;
        set
        {
            using var self = new Lease(this);
            fixed (byte* tag = OrtApi.Utf8(value))
            {
                OrtApi.Check(OrtApi.Table->RunOptionsSetRunTag(self.Pointer, tag));
            }

            field = value;
        }
    } = "";

    public void AddRunConfigEntry(string configKey, string configValue)
    {
        using var self = new Lease(this);
        fixed (byte* key = OrtApi.Utf8(configKey), value = OrtApi.Utf8(configValue))
        {
            OrtApi.Check(OrtApi.Table->AddRunConfigEntry(self.Pointer, key, value));
        }
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.Table->ReleaseRunOptions(handle);
        return true;
    }
}
