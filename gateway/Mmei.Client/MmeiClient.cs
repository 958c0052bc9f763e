using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Contracts.Api.V1;

namespace Mmei.Client;

/// <summary>
/// The platform's HTTP API. <paramref name="http"/> carries the base address and the credential (see <see cref="Connect"/>) and stays
/// the caller's. Every call throws <see cref="MmeiProblemException"/> when the platform refuses or fails, and
/// <see cref="HttpRequestException"/> when it cannot be reached.
/// </summary>
public sealed partial class MmeiClient(HttpClient http)
{
    /// <summary>
    /// Makes the <see cref="HttpClient"/> of a platform at <paramref name="address"/>, called with an API key. Calls that have the same
    /// effect twice are sent again, three times at most, where the platform cannot be reached or has too much to do.
    /// </summary>
    public static HttpClient Connect(Uri address, string apiKey) => new(new RetryHandler(new SocketsHttpHandler(), TimeProvider.System))
    {
        BaseAddress = address,
        DefaultRequestHeaders = { { "X-Api-Key", apiKey } },
    };

    /// <summary>Perceives and recommends: <c>POST /v1/observations</c>. Media travel as multipart parts, not as base64.</summary>
    public async Task<ObservationAnswer> ObserveAsync(ObservationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = ToContent(request);
        using var answer = await http.PostAsync(Relative("v1/observations"), body, cancellationToken);
        return await ReadAsync<ObservationAnswer>(answer, cancellationToken);
    }

    /// <summary>Reports what people did: <c>POST /v1/feedback</c>. It is durable when this returns.</summary>
    public async Task<FeedbackReceipt> SendFeedbackAsync(FeedbackRequest request, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PostAsJsonAsync(Relative("v1/feedback"), request, MmeiJson.Options, cancellationToken);
        return await ReadAsync<FeedbackReceipt>(answer, cancellationToken);
    }

    /// <summary>Stores or replaces one item: <c>PUT /v1/items/{id}</c>.</summary>
    public async Task<ItemAnswer> PutItemAsync(string id, CatalogItem item, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PutAsJsonAsync(ItemAddress(id), item, MmeiJson.Options, cancellationToken);
        return await ReadAsync<ItemAnswer>(answer, cancellationToken);
    }

    /// <summary>Reads one item: <c>GET /v1/items/{id}</c>.</summary>
    public Task<ItemAnswer> GetItemAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync<ItemAnswer>(ItemAddress(id), cancellationToken);

    /// <summary>Removes one item: <c>DELETE /v1/items/{id}</c>.</summary>
    public async Task DeleteItemAsync(string id, CancellationToken cancellationToken = default)
    {
        using var answer = await http.DeleteAsync(ItemAddress(id), cancellationToken);
        await ProblemReader.ThrowIfFailedAsync(answer, cancellationToken);
    }

    /// <summary>
    /// Imports items, one a row: <c>POST /v1/items:import</c>. Good rows are kept, bad ones are named in the report.
    /// <paramref name="rows"/> is sent as it is read, and is disposed.
    /// </summary>
    public Task<ImportReport> ImportItemsAsync(Stream rows, CancellationToken cancellationToken = default) =>
        ImportItemsAsync(rows, ImportFormat.Ndjson, cancellationToken);

    /// <inheritdoc cref="ImportItemsAsync(Stream, CancellationToken)"/>
    public async Task<ImportReport> ImportItemsAsync(Stream rows, ImportFormat format, CancellationToken cancellationToken = default)
    {
        using var body = new StreamContent(rows);
        body.Headers.ContentType = new MediaTypeHeaderValue(format == ImportFormat.Csv ? "text/csv" : "application/x-ndjson");
        using var answer = await http.PostAsync(Relative("v1/items:import"), body, cancellationToken);
        return await ReadAsync<ImportReport>(answer, cancellationToken);
    }

    /// <summary>How far the index is behind the catalog: <c>GET /v1/items:status</c>.</summary>
    public Task<CatalogStatus> GetCatalogStatusAsync(CancellationToken cancellationToken = default) =>
        GetAsync<CatalogStatus>(Relative("v1/items:status"), cancellationToken);

    /// <summary>The limits in force: <c>GET /v1/limits</c>.</summary>
    public Task<Limits> GetLimitsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<Limits>(Relative("v1/limits"), cancellationToken);

    private async Task<TAnswer> GetAsync<TAnswer>(Uri address, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(address, cancellationToken);
        return await ReadAsync<TAnswer>(answer, cancellationToken);
    }

    private static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await ProblemReader.ThrowIfFailedAsync(answer, cancellationToken);
        try
        {
            return await answer.Content.ReadFromJsonAsync<TAnswer>(MmeiJson.Options, cancellationToken) ?? throw NotOurs(answer);
        }
        catch (JsonException exception)
        {
            throw NotOurs(answer, exception);
        }
    }

    /// <summary>Something between us and the platform, or something else at its address, has answered.</summary>
    private static HttpRequestException NotOurs(HttpResponseMessage answer, Exception? inner = null) =>
        new($"What {answer.RequestMessage?.RequestUri} answered is not what the platform answers.", inner);

    private static HttpContent ToContent(ObservationRequest request)
    {
        if (request is { Image: null, Audio: null })
        {
            return JsonContent.Create(request, options: MmeiJson.Options);
        }

        var parts = new MultipartFormDataContent
        {
            { JsonContent.Create(request with { Image = null, Audio = null }, options: MmeiJson.Options), "request" },
        };
        AddMedium(parts, "image", request.Image);
        AddMedium(parts, "audio", request.Audio);
        return parts;
    }

    private static void AddMedium(MultipartFormDataContent parts, string name, byte[]? medium)
    {
        if (medium is not null)
        {
            parts.Add(new ByteArrayContent(medium), name, name);
        }
    }

    private static Uri ItemAddress(string id) => Relative($"v1/items/{Uri.EscapeDataString(id)}");

    /// <summary>An address with those parameters that have a value; enumerations by their names on the wire.</summary>
    private static Uri Query(string path, params IEnumerable<(string Name, object? Value)> parameters)
    {
        var query = string.Join('&', parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(Written(parameter.Value!))}"));
        return Relative(query.Length == 0 ? path : $"{path}?{query}");
    }

    private static string Written(object value) => value is Enum
        ? JsonNamingPolicy.CamelCase.ConvertName($"{value}")
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
