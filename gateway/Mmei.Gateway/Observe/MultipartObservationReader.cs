using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Hosting.Bodies;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>
/// Reads an observation from the parts <c>request</c> (JSON), <c>image</c> and <c>audio</c>; each at most once, in any order.
/// </summary>
internal sealed class MultipartObservationReader(IOptions<GatewayLimits> limits)
{
    /// <param name="parse">Reads the part <c>request</c>.</param>
    /// <exception cref="Failure">A part is unknown, given twice, or over its limit; or the body is not multipart.</exception>
    public async Task<ObservationRequest> ReadAsync(
        Stream body, string boundary, Func<Stream, CancellationToken, Task<ObservationRequest>> parse, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var request = new ObservationRequest();
        byte[]? image = null;
        byte[]? audio = null;
        try
        {
            var reader = new MultipartReader(boundary, body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                var name = NameOf(section);
                if (!seen.Add(name))
                {
                    throw new InvalidInputFailure(name, "is given twice");
                }

                switch (name)
                {
                    case "request":
                        Charset.RequireUtf8(section.ContentType);
                        request = await parse(section.Body, cancellationToken);
                        break;
                    case "image":
                        image = await ReadAsync(section.Body, name, limits.Value.ImageBytes, cancellationToken);
                        break;
                    case "audio":
                        audio = await ReadAsync(section.Body, name, limits.Value.AudioBytes, cancellationToken);
                        break;
                    default:
                        throw new InvalidInputFailure(name, "is not a part of an observation: request, image, audio");
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new InvalidInputFailure("body", "is not complete multipart/form-data", exception);
        }

        return request with { Image = Either("image", request.Image, image), Audio = Either("audio", request.Audio, audio) };
    }

    private static string NameOf(MultipartSection section) =>
        section.GetContentDispositionHeader() is { } disposition && disposition.Name.Value?.Trim('"') is { Length: > 0 } name
            ? name
            : throw new InvalidInputFailure("body", "has a part without a name");

    private static async Task<byte[]> ReadAsync(Stream part, string name, int limit, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        int read;
        while ((read = await part.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw new TooLargeFailure(name, $"is over {limit} bytes");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static byte[]? Either(string name, byte[]? inline, byte[]? part) => inline is not null && part is not null
        ? throw new InvalidInputFailure(name, "is given twice: as a part and in the request")
        : inline ?? part;
}
