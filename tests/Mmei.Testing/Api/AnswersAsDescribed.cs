using System.Text.Json;
using Xunit.Sdk;

namespace Mmei.Testing.Api;

/// <summary>
/// A client's handler that holds every answer of the API against its committed description: status, media type and the schema of JSON.
/// Bodies of other types pass as they come.
/// </summary>
public sealed class AnswersAsDescribed() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <exception cref="XunitException">The answer is not described.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var type = answer.Content.Headers.ContentType?.MediaType;
        var faults = DescribedApi.Committed.Faults(
            request.Method,
            request.RequestUri!.AbsolutePath,
            (int)answer.StatusCode,
            type,
            request.Method != HttpMethod.Head && type is ("application/json" or "application/problem+json")
                ? await JsonOfAsync(answer, cancellationToken)
                : null);
        return faults.Count == 0 ? answer : throw new XunitException(string.Join(Environment.NewLine, faults));
    }

    private static async Task<JsonElement?> JsonOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.Clone();
    }
}
