using System.Net.Http.Json;
using System.Text.Json;

namespace Mmei.Client;

internal static class ProblemReader
{
    private const string ProblemType = "application/problem+json";

    /// <exception cref="MmeiProblemException">The answer is not a success.</exception>
    public static async Task ThrowIfFailedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new MmeiProblemException(answer.StatusCode, await ReadAsync(answer.Content, cancellationToken), RetryAfter(answer));
        }
    }

    private static async Task<Problem> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentType?.MediaType != ProblemType)
        {
            return new Problem();
        }

        try
        {
            return await content.ReadFromJsonAsync<Problem>(MmeiJson.Options, cancellationToken) ?? new Problem();
        }
        catch (JsonException)
        {
            // Something between us and the platform broke the body; the status still says what matters.
            return new Problem { Detail = "The problem document could not be read." };
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when answer.Headers.Date is { } now => date - now,
        _ => null,
    };
}
