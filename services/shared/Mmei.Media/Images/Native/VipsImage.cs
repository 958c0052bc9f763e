using Microsoft.Win32.SafeHandles;

namespace Mmei.Media.Native;

/// <summary>One reference to a libvips image: a recipe whose pixels are computed when they are asked for.</summary>
internal sealed unsafe class VipsImage : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Rows that are computed between two looks at whether to go on.</summary>
    private const int StripRows = 16;

    private VipsImage(nint handle)
        : base(ownsHandle: true) => SetHandle(handle);

    public int Width => Vips.Width(this);

    public int Height => Vips.Height(this);

    /// <summary>Whether the file's rows are in the order in which they are seen: no EXIF orientation says otherwise.</summary>
    public bool IsUpright => Vips.Orientation(this) == 1;

    /// <summary>
    /// Reads the header only, and the rest from top to bottom as rows are asked for; <paramref name="data"/> must stay where it is until every
    /// image made from this one is gone.
    /// </summary>
    public static VipsImage Open(byte* data, int length) => Open(data, length, "[access=sequential,fail_on=error]");

    /// <summary>As <see cref="Open(byte*, int)"/>, for rows in any order.</summary>
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

        // Strip by strip on this thread: libvips' own writing hands every few rows to another thread, which costs small pictures more than their decoding.
        var bytes = new byte[Width * Height * Vips.Bands(this)];
        var region = Vips.NewRegion(this);
        if (region == 0)
        {
            throw Vips.Failure();
        }

        try
        {
            for (var (top, filled) = (0, 0); top < Height; top += StripRows)
            {
                filled += Fetch(region, top, Math.Min(StripRows, Height - top), bytes.AsSpan(filled));
            }

            return bytes;
        }
        finally
        {
            Vips.Release(region);
        }
    }

    /// <summary>Makes a computation of this image, on whatever thread, fail soon.</summary>
    public void Kill() => Vips.SetKill(this, 1);

    protected override bool ReleaseHandle()
    {
        Vips.Release(handle);
        return true;
    }

    private int Fetch(nint region, int top, int rows, Span<byte> destination)
    {
        var strip = Vips.Fetch(region, left: 0, top, Width, rows, out var length);
        if (strip is null)
        {
            throw Vips.Failure();
        }

        try
        {
            new ReadOnlySpan<byte>(strip, (int)length).CopyTo(destination);
            return (int)length;
        }
        finally
        {
            Vips.Free(strip);
        }
    }

    private static VipsImage Open(byte* data, int length, string options)
    {
        var image = Vips.NewFromBuffer(data, (nuint)length, options, 0);
        return image == 0 ? throw Vips.Failure() : new VipsImage(image);
    }

    private static VipsImage Result(int status, nint image) => status == 0 ? new VipsImage(image) : throw Vips.Failure();
}
