using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>The loaded library and the one way in: its function table, and how its errors and strings become ours.</summary>
internal static unsafe partial class OrtApi
{
    /// <summary>The C API version asked for; every function of <see cref="OrtApiTable"/> is older.</summary>
    private const uint ApiVersion = 23;

    private static readonly ApiBase* Base = OrtGetApiBase();

    public static readonly OrtApiTable* Table = Load();

    public static string LibraryVersion => Text(Base->GetVersionString())!;

    /// <exception cref="OnnxRuntimeException">The status is an error.</exception>
    public static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var code = (ErrorCode)Table->GetErrorCode(status);
        var message = Text(Table->GetErrorMessage(status)) ?? "";
        Table->ReleaseStatus(status);
        throw new OnnxRuntimeException(code, message);
    }

    /// <summary>UTF-8 with its closing zero, as the library wants it.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');

    public static string? Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8);

    /// <summary>The text of a string that the library allocated for us; frees it.</summary>
    public static string TakeText(byte* utf8)
    {
        try
        {
            return Text(utf8) ?? "";
        }
        finally
        {
            Check(Table->AllocatorFree(OrtAllocator.DefaultInstance.Pointer, utf8));
        }
    }

    /// <summary>Functions that the library exports beside its table.</summary>
    [LibraryImport("onnxruntime")]
    public static partial nint OrtSessionOptionsAppendExecutionProvider_CPU(nint options, int useArena);

    [LibraryImport("onnxruntime")]
    public static partial nint OrtSessionOptionsAppendExecutionProvider_CUDA(nint options, int deviceId);

    [LibraryImport("onnxruntime")]
    public static partial nint OrtSessionOptionsAppendExecutionProvider_Tensorrt(nint options, int deviceId);

    [LibraryImport("onnxruntime")]
    private static partial ApiBase* OrtGetApiBase();

    private static OrtApiTable* Load()
    {
        var table = Base->GetApi(ApiVersion);
        return table is not null
            ? table
            : throw new OnnxRuntimeException(ErrorCode.Fail, $"libonnxruntime {LibraryVersion} is older than C API version {ApiVersion}.");
    }

    [StructLayout(LayoutKind.Explicit)]
    private readonly struct ApiBase
    {
        [FieldOffset(0)] public readonly delegate* unmanaged<uint, OrtApiTable*> GetApi;
        [FieldOffset(8)] public readonly delegate* unmanaged<byte*> GetVersionString;
    }
}
