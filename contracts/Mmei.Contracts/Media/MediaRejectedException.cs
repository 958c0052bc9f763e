using Mmei.Contracts.Taxonomy;

namespace Mmei.Contracts.Media;

/// <summary>A picture, sound, video or text cannot be used; <see cref="Exception.Message"/> is one sentence for its sender.</summary>
public sealed class MediaRejectedException(RejectionCode code, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public RejectionCode Code { get; } = code;
}
