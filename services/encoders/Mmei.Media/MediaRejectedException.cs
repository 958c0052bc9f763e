using Mmei.Contracts.Taxonomy;

namespace Mmei.Media;

/// <summary>A medium cannot be used; <see cref="Exception.Message"/> is one sentence for its sender.</summary>
public sealed class MediaRejectedException(RejectionCode code, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public RejectionCode Code { get; } = code;
}
