using NetVips;

namespace Mmei.Media.Images;

/// <summary>What libvips may do in this process: read four formats, on the asking thread, and keep nothing.</summary>
internal static class VipsSetup
{
    /// <summary>Lives as long as the process: native code calls it.</summary>
    private static readonly Log.LogDelegate Silence = static (_, _, _) => { };

    private static readonly Lazy<bool> Done = new(static () =>
    {
        // Requests are decoded in parallel by the service, one thread each; a cache would only keep what people sent.
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        Operation.Block("VipsForeignLoadJpeg", false);
        Operation.Block("VipsForeignLoadPng", false);
        Operation.Block("VipsForeignLoadWebp", false);
        Operation.Block("VipsForeignLoadHeif", false);

        // Its warnings about broken files would go to the console, as often as a sender likes.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
        return true;
    });

    /// <exception cref="VipsException">libvips is not installed beside the program.</exception>
    public static void Apply()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new VipsException("libvips is not installed beside the program.", ModuleInitializer.Exception);
        }

        _ = Done.Value;
    }
}
