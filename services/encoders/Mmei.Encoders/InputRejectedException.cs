using Mmei.Contracts.Taxonomy;

namespace Mmei.Encoders;

/// <summary>An input cannot be encoded as it is; <see cref="Exception.Message"/> is one sentence for its sender.</summary>
public sealed class InputRejectedException(RejectionCode code, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public RejectionCode Code { get; } = code;
}
