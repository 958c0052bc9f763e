using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mmei.Media.Native;

/// <summary>
/// The few functions of libvips that are called, and its set-up. Functions that take options take them as name and value pairs that end with
/// a null; every option passed here is an integer or a pointer, which travel alike in fixed and in variable arguments on 64-bit Linux.
/// </summary>
internal static unsafe partial class Vips
{
    public const int FormatByte = 0;
    public const int InterpretationSrgb = 22;
    public const int SizeDown = 2;

    private const string Library = "vips";
    private const int LogWarning = 1 << 4;

    private static readonly Lazy<bool> _setUp = new(SetUp);

    /// <summary>Loads and sets up libvips on first use.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public static void Initialize() => _ = _setUp.Value;

    /// <summary>What failed last on any thread; for logs, not for senders.</summary>
    public static VipsException Failure()
    {
        var text = Marshal.PtrToStringUTF8((nint)ErrorBuffer());
        ErrorClear();
        return new VipsException(string.IsNullOrWhiteSpace(text) ? "libvips gave no reason." : text.Trim());
    }

    [LibraryImport(Library, EntryPoint = "vips_image_new_from_buffer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewFromBuffer(byte* data, nuint length, string options, nint end);

    [LibraryImport(Library, EntryPoint = "vips_thumbnail_buffer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Thumbnail(
        byte* data, nuint length, out nint image, int width,
        string height, int heightValue, string size, int sizeValue, string noRotate, int noRotateValue, string load, string loadOptions, nint end);

    [LibraryImport(Library, EntryPoint = "vips_autorot")]
    public static partial int Autorotate(VipsImage input, out nint output, nint end);

    [LibraryImport(Library, EntryPoint = "vips_colourspace")]
    public static partial int Colourspace(VipsImage input, out nint output, int space, nint end);

    [LibraryImport(Library, EntryPoint = "vips_image_get_orientation")]
    public static partial int Orientation(VipsImage image);

    [LibraryImport(Library, EntryPoint = "vips_image_write_to_memory")]
    public static partial byte* WriteToMemory(VipsImage image, out nuint length);

    [LibraryImport(Library, EntryPoint = "vips_image_get_width")]
    public static partial int Width(VipsImage image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_height")]
    public static partial int Height(VipsImage image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_bands")]
    public static partial int Bands(VipsImage image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_format")]
    public static partial int Format(VipsImage image);

    [LibraryImport(Library, EntryPoint = "vips_image_set_kill")]
    public static partial void SetKill(VipsImage image, int kill);

    [LibraryImport(Library, EntryPoint = "g_object_ref")]
    public static partial nint Reference(VipsImage image);

    [LibraryImport(Library, EntryPoint = "g_object_unref")]
    public static partial void Release(nint image);

    [LibraryImport(Library, EntryPoint = "g_free")]
    public static partial void Free(void* memory);

    private static bool SetUp()
    {
        if (Init("mmei") != 0)
        {
            throw Failure();
        }

        // Requests are decoded in parallel by the service, one thread each; a cache would only keep what people sent.
        ConcurrencySet(1);
        CacheSetMax(0);
        BlockUntrusted(1);
        BlockOperation("VipsForeignLoad", 1);
        BlockOperation("VipsForeignLoadJpeg", 0);
        BlockOperation("VipsForeignLoadPng", 0);
        BlockOperation("VipsForeignLoadWebp", 0);

        // Its warnings about broken files would go to the console, as often as a sender likes.
        SetLogHandler("VIPS", LogWarning, &Ignore, 0);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* domain, int level, byte* message, nint data)
    {
    }

    [LibraryImport(Library, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Init(string program);

    [LibraryImport(Library, EntryPoint = "vips_concurrency_set")]
    private static partial void ConcurrencySet(int threads);

    [LibraryImport(Library, EntryPoint = "vips_cache_set_max")]
    private static partial void CacheSetMax(int operations);

    [LibraryImport(Library, EntryPoint = "vips_block_untrusted_set")]
    private static partial void BlockUntrusted(int state);

    [LibraryImport(Library, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void BlockOperation(string name, int state);

    [LibraryImport(Library, EntryPoint = "vips_error_buffer")]
    private static partial byte* ErrorBuffer();

    [LibraryImport(Library, EntryPoint = "vips_error_clear")]
    private static partial void ErrorClear();

    [LibraryImport(Library, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint SetLogHandler(string domain, int levels, delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, void> handler, nint data);
}
