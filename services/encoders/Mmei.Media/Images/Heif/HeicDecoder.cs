using System.Globalization;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media.Images.Heif;

/// <summary>
/// Decodes HEIC, which phones send, by an ffmpeg process where that program is installed: it decodes what is in the file (HEVC), but the
/// versions of today's distributions do not know the file itself.
/// </summary>
internal sealed class HeicDecoder(ImageLimits limits, Ffmpeg? ffmpeg)
{
    /// <summary>Decodes a picture, as <see cref="ImageDecoder.DecodeAsync"/>.</summary>
    /// <exception cref="MediaRejectedException">It is broken, coded in another way, or over a limit; or there is no ffmpeg.</exception>
    public async Task<RgbImage> DecodeAsync(byte[] media, int neededSide, CancellationToken cancellationToken)
    {
        if (ffmpeg is null)
        {
            throw new MediaRejectedException(
                RejectionCode.Unsupported, "Heic pictures are not read on this server, which has no ffmpeg; JPEG, PNG, WebP and AVIF are.");
        }

        var picture = HevcPicture.Read(media);
        limits.Check(picture.Width, picture.Height, MediaType.Heic);
        limits.Check(picture.Columns * picture.TileWidth, picture.Rows * picture.TileHeight, MediaType.Heic);
        var times = Whole(ImageDecoder.Reduction(picture.Width, picture.Height, neededSide), picture);
        var most = picture.Tiles * ((3L * picture.TileWidth * picture.TileHeight / (times * times)) + FrameStream.MaxHeader);
        var film = await ffmpeg.DecodeAsync(picture.Film, MediaType.Heic, Output(times), most, cancellationToken);
        return Join(FrameStream.Read(film), picture, times).Turned(picture.Quarters);
    }

    /// <summary>The largest power of two up to <paramref name="times"/> that leaves tiles of whole pixels.</summary>
    private static int Whole(int times, HevcPicture picture)
    {
        var whole = 1;
        while (2 * whole <= times && picture.TileWidth % (2 * whole) == 0 && picture.TileHeight % (2 * whole) == 0)
        {
            whole *= 2;
        }

        return whole;
    }

    private static string[] Output(int times)
    {
        var by = times.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-map", "0:v:0", "-fps_mode", "passthrough", "-vf", $"scale=iw/{by}:ih/{by}:flags=area", "-pix_fmt", "rgb24",
            "-c:v", "ppm", "-f", "image2pipe", "pipe:1",
        ];
    }

    private static RgbImage Join(List<RgbImage> tiles, HevcPicture picture, int times)
    {
        var (width, height) = (picture.Width / times, picture.Height / times);
        if (tiles.Count != picture.Tiles || tiles.Any(tile => (tile.Width, tile.Height) != (tiles[0].Width, tiles[0].Height))
            || picture.Columns * tiles[0].Width < width || picture.Rows * tiles[0].Height < height || width * height == 0)
        {
            throw Damaged();
        }

        var pixels = new byte[3 * width * height];
        for (var i = 0; i < tiles.Count; i++)
        {
            var tile = tiles[i];
            var (left, top) = (i % picture.Columns * tile.Width, i / picture.Columns * tile.Height);
            var columns = Math.Min(tile.Width, width - left);
            for (var y = 0; y < Math.Min(tile.Height, height - top) && columns > 0; y++)
            {
                tile.Pixels.Span.Slice(3 * y * tile.Width, 3 * columns).CopyTo(pixels.AsSpan(3 * (((top + y) * width) + left)));
            }
        }

        return new RgbImage(width, height, pixels);
    }

    private static MediaRejectedException Damaged() => new(RejectionCode.Undecodable, "The Heic picture is damaged or incomplete.");
}
