using Mmei.Contracts.V1;
using Mmei.Media.Native;

namespace Mmei.Media;

/// <summary>
/// Decodes JPEG, PNG and WebP with libvips into upright 8-bit sRGB, transparency composited over white. Safe to use from several threads.
/// </summary>
public sealed class ImageDecoder
{
    /// <summary>Pictures this many times larger than the caller needs are shrunk while they are decoded...</summary>
    private const int ShrinkBeyond = 16;

    /// <summary>...to this many times, which leaves the caller's own antialiased resize to decide what is seen.</summary>
    private const int ShrinkTo = 4;

    private readonly ImageLimits _limits;
    private readonly TimeProvider _time;

    /// <exception cref="DllNotFoundException">libvips is not installed beside the program.</exception>
    public ImageDecoder(ImageLimits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        Vips.Initialize();
    }

    /// <summary>Decodes a picture.</summary>
    /// <param name="media">The file's bytes.</param>
    /// <param name="neededSide">Pixels of the shorter side that the caller will use; far larger pictures come back smaller, never below 4 times that.</param>
    /// <param name="cancellationToken">Stops a decode that is under way.</param>
    /// <exception cref="MediaRejectedException">Not a picture that is read here, broken, or over a limit.</exception>
    public RgbImage Decode(ReadOnlySpan<byte> media, int neededSide, CancellationToken cancellationToken = default)
    {
        var type = CheckFile(media);
        using var timeout = new CancellationTokenSource(_limits.DecodeTime, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return Decode(media, type, neededSide, stop.Token);
        }
        catch (VipsException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? new MediaRejectedException(
                    RejectionCode.TooLarge, $"The {type} picture takes longer than {_limits.DecodeTime.TotalSeconds} s to decode.", exception)
                : new MediaRejectedException(RejectionCode.Undecodable, $"The {type} picture is damaged or incomplete.", exception);
        }
    }

    private MediaType CheckFile(ReadOnlySpan<byte> media)
    {
        if (media.IsEmpty)
        {
            throw new MediaRejectedException(RejectionCode.Empty, "The picture has no bytes.");
        }

        if (media.Length > _limits.MaxBytes)
        {
            throw new MediaRejectedException(RejectionCode.TooLarge, $"The picture has {media.Length} bytes; at most {_limits.MaxBytes} are read.");
        }

        return MediaSniffer.Sniff(media) is { } type && type.IsImage()
            ? type
            : throw new MediaRejectedException(RejectionCode.Unsupported, "The picture is not a JPEG, PNG or WebP file.");
    }

    private unsafe RgbImage Decode(ReadOnlySpan<byte> media, MediaType type, int neededSide, CancellationToken cancellationToken)
    {
        fixed (byte* data = media)
        {
            using var file = VipsImage.Open(data, media.Length);
            CheckSize(file, type);
            using var pixels = Shrink(file, data, media.Length, neededSide);
            using var upright = pixels.Rotate();
            using var colours = upright.ToSrgb();
            using var registration = cancellationToken.UnsafeRegister(static image => ((VipsImage)image!).Kill(), colours);
            return new RgbImage(colours.Width, colours.Height, OverWhite(colours.ToBytes(), colours.Width * colours.Height));
        }
    }

    private void CheckSize(VipsImage file, MediaType type)
    {
        if (file.Width > _limits.MaxSide || file.Height > _limits.MaxSide)
        {
            throw new MediaRejectedException(
                RejectionCode.TooLarge, $"The {type} picture is {file.Width} x {file.Height}; a side has at most {_limits.MaxSide} pixels.");
        }

        if ((long)file.Width * file.Height > _limits.MaxPixels)
        {
            throw new MediaRejectedException(
                RejectionCode.TooLarge, $"The {type} picture is {file.Width} x {file.Height}; at most {_limits.MaxPixels} pixels are read.");
        }
    }

    private static unsafe VipsImage Shrink(VipsImage file, byte* data, int length, int neededSide)
    {
        var shorter = Math.Min(file.Width, file.Height);
        if (shorter <= ShrinkBeyond * neededSide)
        {
            return file.IsUpright ? file.Reference() : VipsImage.OpenForAnyOrder(data, length);
        }

        var scale = (double)ShrinkTo * neededSide / shorter;
        return VipsImage.Thumbnail(data, length, (int)Math.Ceiling(file.Width * scale), (int)Math.Ceiling(file.Height * scale));
    }

    private static byte[] OverWhite(byte[] samples, int pixels)
    {
        var bands = samples.Length / pixels;
        if (bands == 3)
        {
            return samples;
        }

        var opaque = new byte[pixels * 3];
        for (var i = 0; i < pixels; i++)
        {
            var alpha = samples[(i * 4) + 3];
            for (var channel = 0; channel < 3; channel++)
            {
                opaque[(i * 3) + channel] = (byte)(((samples[(i * 4) + channel] * alpha) + (255 * (255 - alpha)) + 127) / 255);
            }
        }

        return opaque;
    }
}
