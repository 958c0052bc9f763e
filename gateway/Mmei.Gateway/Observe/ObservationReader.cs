using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Mmei.Gateway.Observe;

/// <summary>
/// Reads the body of <c>POST /v1/observations</c>: JSON with base64 media, or multipart/form-data. A part that is not known is refused, as
/// a member of the JSON is.
/// </summary>
internal sealed class ObservationReader(MultipartObservationReader multipart, IOptions<JsonOptions> json)
{
    private readonly JsonSerializerOptions _json = json.Value.SerializerOptions;

    /// <exception cref="Failure">The body is not an observation, of another type, or over a limit.</exception>
    public async Task<ObservationRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasJsonContentType()
                ? await request.ReadFromJsonAsync<ObservationRequest>(_json, cancellationToken) ?? throw NotAnObject()
                : await multipart.ReadAsync(request.Body, Boundary(request), ParseAsync, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw UnreadableRequest.From(exception);
        }
    }

    private async Task<ObservationRequest> ParseAsync(Stream part, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync<ObservationRequest>(part, _json, cancellationToken) ?? throw NotAnObject();

    private static InvalidInputFailure NotAnObject() => new("body", "must be an object, not null");

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnsupportedMediaFailure("An observation is application/json or multipart/form-data.");
        }

        return HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary
            ? boundary
            : throw new InvalidInputFailure("Content-Type", "needs a boundary of 1 to 70 characters");
    }
}
