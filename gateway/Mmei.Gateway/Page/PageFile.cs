using Microsoft.Net.Http.Headers;

namespace Mmei.Gateway.Page;

/// <summary>A file of the page.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">With the charset where it is text.</param>
/// <param name="Tag">Changes with the content, so that a browser asks whether its copy is the latest and is told no more than that.</param>
internal sealed record PageFile(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
