using Microsoft.Win32.SafeHandles;

namespace Mmei.Media.Native;

/// <summary>One reference to a libvips image: a recipe whose pixels are computed when they are asked for.</summary>
internal sealed unsafe class VipsImage : SafeHandleZeroOrMinusOneIsInvalid
{
    private VipsImage(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    public int Width => Vips.Width(this);

    public int Height => Vips.Height(this);

    /// <summary>Whether the file's rows are in the order in which they are seen: no EXIF orientation says otherwise.</summary>
    public bool IsUpright => Vips.Orientation(this) == 1;

    /// <summary>
    /// Reads the header only, and the rest from top to bottom when pixels are asked for; <paramref name="data"/> must stay where it is until
    /// every image made from this one is gone.
    /// </summary>
    public static VipsImage Open(byte* data, int length) => Open(data, length, "[access=sequential,fail_on=error]");

    /// <summary>As <see cref="Open(byte*, int)"/>, for pixels in any order: the whole picture is decoded first.</summary>
    public static VipsImage OpenForAnyOrder(byte* data, int length) =>
        // memory: libvips would put large pictures into temporary files, and what people send must not reach a disk.
        Open(data, length, "[memory,fail_on=error]");

    /// <summary>Decodes at a reduced size that fits width x height, without rotating.</summary>
    public static VipsImage Thumbnail(byte* data, int length, int width, int height) =>
        Result(
            Vips.Thumbnail(
                data, (nuint)length, out var image, width,
                "height", height, "size", Vips.SizeDown, "no_rotate", 1, "option_string", "fail_on=error", 0),
            image);

    public VipsImage Reference() => new(Vips.Reference(this));

    /// <summary>Turns the picture the way its EXIF orientation says.</summary>
    public VipsImage Rotate() => Result(Vips.Autorotate(this, out var image, 0), image);

    /// <summary>8 bits for each of red, green, blue and, where there is one, alpha.</summary>
    public VipsImage ToSrgb() => Result(Vips.Colourspace(this, out var image, Vips.InterpretationSrgb, 0), image);

    /// <summary>Computes the pixels: Width x Height x 3 or 4 bytes.</summary>
    public byte[] ToBytes()
    {
        if (Vips.Format(this) != Vips.FormatByte || Vips.Bands(this) is not (3 or 4))
        {
            throw new VipsException("The picture does not convert to 8-bit sRGB.");
        }

        var memory = Vips.WriteToMemory(this, out var length);
        if (memory is null)
        {
            throw Vips.Failure();
        }

        try
        {
            return new ReadOnlySpan<byte>(memory, checked((int)length)).ToArray();
        }
        finally
        {
            Vips.Free(memory);
        }
    }

    /// <summary>Makes a computation of this image, on whatever thread, fail soon.</summary>
    public void Kill() => Vips.SetKill(this, 1);

    protected override bool ReleaseHandle()
    {
        Vips.Release(handle);
        return true;
    }

    private static VipsImage Open(byte* data, int length, string options)
    {
        var image = Vips.NewFromBuffer(data, (nuint)length, options, 0);
        return image == 0 ? throw Vips.Failure() : new VipsImage(image);
    }

    private static VipsImage Result(int status, nint image) => status == 0 ? new VipsImage(image) : throw Vips.Failure();
}
