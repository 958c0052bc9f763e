using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Qdrant.Client.Transport;

/// <summary>Reads the outcome of a call from headers and trailers, and turns every failure of the transport into a status.</summary>
internal static class GrpcStatus
{
    public const string Code = "grpc-status";
    public const string Detail = "grpc-message";

    /// <summary>The status in these headers, or null when they hold none.</summary>
    public static Status? Read(HttpHeaders headers)
    {
        if (First(headers, Code) is not { } text)
        {
            return null;
        }

        var detail = Uri.UnescapeDataString(First(headers, Detail) ?? "");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new Status(Enum.IsDefined((StatusCode)code) ? (StatusCode)code : StatusCode.Unknown, detail)
            : new Status(StatusCode.Unknown, $"The server answered with the status '{text}', which is no number.");
    }

    /// <summary>What an answer that never reached gRPC means, after the mapping in gRPC's http-grpc-status-mapping.md.</summary>
    public static Status FromHttp(HttpStatusCode code) => new(
        code switch
        {
            HttpStatusCode.BadRequest => StatusCode.Internal,
            HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
            HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
            HttpStatusCode.NotFound => StatusCode.Unimplemented,
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
            _ => StatusCode.Unknown,
        },
        $"The server answered with HTTP status {(int)code}.");

    /// <summary>What a failure of the connection means: the server was not reached, or went away.</summary>
    public static Status FromTransport(Exception failure) =>
        new(StatusCode.Unavailable, $"The connection failed: {failure.GetBaseException().Message}", failure);

    public static Metadata ToMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            // Keys that end in -bin carry base64 and pseudo-headers are not metadata; Qdrant sends neither.
            if (name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase) || name.StartsWith(':'))
            {
                continue;
            }

            foreach (var value in values)
            {
                metadata.Add(name, value);
            }
        }

        return metadata;
    }

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
