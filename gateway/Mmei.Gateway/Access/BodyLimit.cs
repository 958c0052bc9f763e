using Microsoft.AspNetCore.Http.Metadata;

namespace Mmei.Gateway.Access;

/// <summary>Tells the server how many bytes of a request's body to take before it answers 413.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
