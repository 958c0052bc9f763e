namespace Mmei.Gateway.Idempotency;

/// <summary>An answer as it went out.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Those that tell of what was done.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record RememberedAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public const string ReplayedHeader = "Idempotent-Replayed";

    private static readonly string[] Kept = ["Content-Type", "ETag", "Location", "Preference-Applied", "Retry-After"];

    public static RememberedAnswer Of(HttpResponse response, byte[] body) => new(
        response.StatusCode,
        Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString()),
        body);

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers[ReplayedHeader] = "true";
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, cancellationToken);
    }
}
