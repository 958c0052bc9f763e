using Microsoft.AspNetCore.Http;

namespace Mmei.Testing.Qdrant;

/// <summary>What a client sent, without the message.</summary>
/// <param name="Path"><c>/qdrant.Service/Method</c>.</param>
/// <param name="Headers">The metadata.</param>
public sealed record RecordedCall(string Path, IReadOnlyDictionary<string, string> Headers)
{
    internal static RecordedCall Of(HttpRequest request) => new(
        request.Path.Value
            ?? "", request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}
