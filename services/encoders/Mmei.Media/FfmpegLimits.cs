
namespace Mmei.Media;

/// <summary>What one run of ffmpeg may take.</summary>
/// <param name="Time">Until it is killed.</param>
/// <param name="Memory">Bytes of address space.</param>
internal sealed record FfmpegLimits(TimeSpan Time, long Memory);
