using System.ComponentModel.DataAnnotations;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media.Images;

/// <summary>What a picture may cost; all but the time is checked before a pixel is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>Width x height.</summary>
    [Range(1, 400_000_000)]
    public int MaxPixels { get; init; } = 40_000_000;

    /// <summary>Pixels of the longer side.</summary>
    [Range(1, 65_535)]
    public int MaxSide { get; init; } = 16_384;

    /// <summary>How long the decode of one picture may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan DecodeTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much address space ffmpeg may take for one HEIC picture, in bytes.</summary>
    [Range(64 << 20, 1 << 30)]
    public long DecodeBytes { get; init; } = 512 << 20;

    /// <exception cref="MediaRejectedException">A picture of so many pixels across and down is over a limit.</exception>
    internal void Check(int width, int height, MediaType type)
    {
        if (width > MaxSide || height > MaxSide)
        {
            throw new MediaRejectedException(
                RejectionCode.TooLarge, $"The {type} picture is {width} x {height}; a side has at most {MaxSide} pixels.");
        }

        if ((long)width * height > MaxPixels)
        {
            throw new MediaRejectedException(
                RejectionCode.TooLarge, $"The {type} picture is {width} x {height}; at most {MaxPixels} pixels are read.");
        }
    }
}
