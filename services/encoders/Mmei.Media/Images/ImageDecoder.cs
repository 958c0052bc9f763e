using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Images.Heif;
using NetVips;

namespace Mmei.Media.Images;

/// <summary>
/// Decodes pictures into upright 8-bit sRGB: JPEG, PNG, WebP and AVIF with libvips, transparency composited over white, and HEIC by an
/// ffmpeg process where that program is installed. Safe to use from several threads.
/// </summary>
public sealed class ImageDecoder
{
    /// <summary>Pictures this many times larger than the caller needs are shrunk while they are decoded...</summary>
    private const int ShrinkBeyond = 16;

    /// <summary>...to this many times, which leaves the caller's own antialiased resize to decide what is seen.</summary>
    private const int ShrinkTo = 4;

    private readonly ImageLimits _limits;
    private readonly TimeProvider _time;
    private readonly HeicDecoder _heic;

    /// <summary>Looks for ffmpeg on the PATH once.</summary>
    /// <exception cref="VipsException">libvips is not installed beside the program.</exception>
    public ImageDecoder(ImageLimits limits, TimeProvider time)
        : this(limits, time, Ffmpeg.Find(limits.DecodeTime, limits.DecodeBytes, time))
    {
    }

    internal ImageDecoder(ImageLimits limits, TimeProvider time, Ffmpeg? ffmpeg)
    {
        _limits = limits;
        _time = time;
        _heic = new HeicDecoder(limits, ffmpeg);
        VipsSetup.Apply();
    }

    /// <summary>Decodes a picture.</summary>
    /// <param name="file">The file.</param>
    /// <param name="neededSide">Pixels of the shorter side that the caller will use; far larger pictures come back smaller, never below 4
    /// times that.</param>
    /// <param name="cancellationToken">Stops a decode that is under way.</param>
    /// <exception cref="MediaRejectedException">Not a picture that is read here, broken, or over a limit.</exception>
    public async Task<RgbImage> DecodeAsync(MediaFile file, int neededSide, CancellationToken cancellationToken = default)
    {
        var type = file.Require("picture", MediaTypes.IsImage, "The picture is not a JPEG, PNG, WebP, AVIF or HEIC file.");
        return type == MediaType.Heic
            ? await _heic.DecodeAsync(file.Bytes, neededSide, cancellationToken)
            : Decode(file.Bytes, type, neededSide, cancellationToken);
    }

    private RgbImage Decode(byte[] media, MediaType type, int neededSide, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_limits.DecodeTime, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return Load(media, type, neededSide, stop.Token);
        }
        catch (VipsException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? new MediaRejectedException(
                    RejectionCode.TooLarge,
                    $"The {type} picture takes longer than {_limits.DecodeTime.TotalSeconds} s to decode.", exception)
                : new MediaRejectedException(RejectionCode.Undecodable, $"The {type} picture is damaged or incomplete.", exception);
        }
    }

    private RgbImage Load(byte[] media, MediaType type, int neededSide, CancellationToken cancellationToken)
    {
        // The header only, and the rest from top to bottom when pixels are asked for.
        using var file = Image.NewFromBuffer(media.AsSpan(), access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        _limits.Check(file.Width, file.Height, type);
        using var pixels = Shrink(file, media, neededSide);
        using var upright = pixels.Autorot();
        using var colours = upright.Colourspace(Enums.Interpretation.Srgb);
        if (colours.Format != Enums.BandFormat.Uchar || colours.Bands is not (3 or 4))
        {
            throw new VipsException("The picture does not convert to 8-bit sRGB.");
        }

        using var registration = cancellationToken.UnsafeRegister(static image => ((Image)image!).SetKill(true), colours);
        return new RgbImage(colours.Width, colours.Height, OverWhite(colours.WriteToMemory<byte>(), colours.Width * colours.Height));
    }

    /// <summary>How many times a picture is reduced at most while it is decoded.</summary>
    internal static int Reduction(int width, int height, int neededSide) => Math.Min(width, height) is var shorter
        && shorter > ShrinkBeyond * neededSide ? shorter / (ShrinkTo * neededSide) : 1;

    private static Image Shrink(Image file, byte[] media, int neededSide)
    {
        var shorter = Math.Min(file.Width, file.Height);
        if (shorter <= ShrinkBeyond * neededSide)
        {
            // Turning needs the rows in any order: the whole picture is decoded first. memory: libvips would put large pictures into
            // temporary files, and what people send must not reach a disk.
            return IsUpright(file) ? file.Copy() : Image.NewFromBuffer(media.AsSpan(), "[memory]", failOn: Enums.FailOn.Error);
        }

        var scale = (double)ShrinkTo * neededSide / shorter;
        return Image.ThumbnailBuffer(
            media, (int)Math.Ceiling(file.Width * scale), height: (int)Math.Ceiling(file.Height * scale),
            size: Enums.Size.Down, noRotate: true, optionString: "fail_on=error");
    }

    /// <summary>Whether the rows are in the order in which they are seen: no EXIF orientation says otherwise.</summary>
    private static bool IsUpright(Image file) => !file.Contains("orientation") || file.Get("orientation") is not (int and >= 2 and <= 8);

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
