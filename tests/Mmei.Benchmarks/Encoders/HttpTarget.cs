using System.Net;
using Mmei.Benchmarks.Measuring;
using Mmei.Encoders.Serving;

namespace Mmei.Benchmarks.Encoders;

/// <summary>A server of encoders, seen from its clients.</summary>
internal sealed class HttpTarget(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };

    /// <summary>The tokens as the server encodes them.</summary>
    /// <exception cref="HttpRequestException">It gave none.</exception>
    public async Task<byte[]> EncodeAsync(Medium medium)
    {
        using var body = new ByteArrayContent(medium.Bytes);
        using var response = await _http.PostAsync(Path(medium), body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>As <see cref="EncodeAsync"/>, in a word.</summary>
    public async Task<Outcome> TryAsync(Medium medium)
    {
        try
        {
            await EncodeAsync(medium);
            return Outcome.Answered;
        }
        catch (HttpRequestException exception)
        {
            return exception.StatusCode == HttpStatusCode.ServiceUnavailable ? Outcome.Refused : Outcome.Failed;
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri Path(Medium medium) => new($"/{EncoderInstruments.Name(medium.Modality)}", UriKind.Relative);
}
