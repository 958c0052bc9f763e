using System.Globalization;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Media.Images;

namespace Mmei.Media.Video;

/// <summary>
/// Takes frames from short WebM and MP4 videos, by an ffmpeg process where that program is installed. Safe to use from several threads.
/// </summary>
public sealed class VideoDecoder
{
    /// <summary>An expression lasts longer than a quarter of a second.</summary>
    private const int FramesPerSecond = 4;

    private readonly VideoLimits _limits;
    private readonly Ffmpeg? _ffmpeg;

    /// <summary>Looks for ffmpeg on the PATH once.</summary>
    public VideoDecoder(VideoLimits limits, TimeProvider time)
        : this(limits, Ffmpeg.Find(limits.DecodeTime, limits.DecodeBytes, time))
    {
    }

    internal VideoDecoder(VideoLimits limits, Ffmpeg? ffmpeg) => (_limits, _ffmpeg) = (limits, ffmpeg);

    /// <summary>Decodes frames, evenly spread over the beginning of a video, in their order; at least one.</summary>
    /// <exception cref="MediaRejectedException">Not a video that is read here, broken, without pictures, or over a limit.</exception>
    public async Task<IReadOnlyList<RgbImage>> DecodeAsync(MediaFile file, CancellationToken cancellationToken = default)
    {
        var type = file.Require("video", MediaTypes.IsVideo, "The video is not a WebM or MP4 file.");
        if (_ffmpeg is null)
        {
            throw new MediaRejectedException(RejectionCode.Unsupported, $"{type} video is not read on this server, which has no ffmpeg.");
        }

        var frames = FrameStream.Read(await _ffmpeg.DecodeAsync(file.Bytes, type, Output(), MaxOutput, cancellationToken));
        return frames.Count == 0
            ? throw new MediaRejectedException(RejectionCode.Undecodable, $"The {type} file is damaged, or holds no pictures.")
            : Spread(frames);
    }

    private int MostFrames => (int)Math.Ceiling(_limits.Seconds * FramesPerSecond);

    private long MaxOutput => (long)MostFrames * ((3L * _limits.Side * _limits.Side) + FrameStream.MaxHeader);

    private string[] Output()
    {
        var side = _limits.Side.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-map", "0:v:0", "-t", _limits.Seconds.ToString(CultureInfo.InvariantCulture),
            "-vf", $"fps={FramesPerSecond},scale='min({side},iw)':'min({side},ih)':force_original_aspect_ratio=decrease",
            "-frames:v", MostFrames.ToString(CultureInfo.InvariantCulture), "-pix_fmt", "rgb24",
            "-c:v", "ppm", "-f", "image2pipe", "pipe:1",
        ];
    }

    private RgbImage[] Spread(List<RgbImage> frames)
    {
        var count = Math.Min(frames.Count, _limits.MaxFrames);
        return [.. Enumerable.Range(0, count).Select(i => frames[((2 * i) + 1) * frames.Count / (2 * count)])];
    }
}
