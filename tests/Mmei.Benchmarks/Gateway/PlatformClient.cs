using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Measuring;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Benchmarks.Gateway;

/// <summary>A running platform, seen from its clients: everybody sends words, a face and a voice.</summary>
internal sealed class PlatformClient : IDisposable
{
    private const int People = 50;
    private const int Seed = 17;

    private readonly HttpClient _http;
    private readonly ConcurrentQueue<double> _stages = [];
    private readonly string _samples;
    private readonly Medium[] _images;
    private readonly Medium[] _sounds;
    private readonly Medium[] _texts;

    public PlatformClient(Uri address, string key, string repository)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("X-Api-Key", key);
        _samples = Path.Combine(repository, "models", "samples");
        (_images, _sounds, _texts) = (Make(Modality.Image), Make(Modality.Audio), Make(Modality.Text));

        Medium[] Make(Modality modality) => Encoders.Media.Make(modality, Path.Combine(_samples, "media"), Seed);
    }

    /// <summary>Imports the sample catalog and waits until it is indexed.</summary>
    public async Task FillCatalogAsync()
    {
        await using var rows = File.OpenRead(Path.Combine(_samples, "catalog.ndjson"));
        using var body = new StreamContent(rows) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
        using var answer = await _http.PostAsync(new Uri("/v1/items:import?wait=true", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Observes somebody and gives what became of it.</summary>
    public async Task<Outcome> ObserveAsync(int number) => (await SendAsync(number)).Outcome;

    /// <summary>Observes somebody by their words alone.</summary>
    public async Task<Outcome> ObserveWordsAsync(int number) => (await SendAsync(number, isMedia: false)).Outcome;

    /// <summary>What the stages of an observation took together since <see cref="ForgetStages"/>, in the median.</summary>
    public double MedianOfStagesMs => Spread.Of(_stages.ToArray()).Median;

    public void ForgetStages() => _stages.Clear();

    /// <summary>Observes somebody, who likes what comes first.</summary>
    public async Task<Outcome> ObserveAndLikeAsync(int number, TimeProvider time)
    {
        var (outcome, answer) = await SendAsync(number);
        if (answer.ValueKind != JsonValueKind.Object || answer.GetProperty("items").GetArrayLength() == 0)
        {
            return outcome;
        }

        using var liked = await _http.PostAsJsonAsync(new Uri("/v1/feedback", UriKind.Relative), new
        {
            signals = new[]
            {
                new
                {
                    id = answer.GetProperty("decisionId").GetString(),
                    decisionId = answer.GetProperty("decisionId").GetString(),
                    itemId = answer.GetProperty("items")[0].GetProperty("id").GetString(),
                    kind = "like",
                    at = time.GetUtcNow(),
                },
            },
        });
        return liked.IsSuccessStatusCode ? outcome : Outcome.Failed;
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Outcome Outcome, JsonElement Answer)> SendAsync(int number, bool isMedia = true)
    {
        using var parts = new MultipartFormDataContent();
        var text = System.Text.Encoding.UTF8.GetString(_texts[number % _texts.Length].Bytes);
        var consent = new { image = true, audio = true, purpose = "measurement" };
        parts.Add(JsonContent.Create(new { userId = $"u-{number % People}", text, consent }), "request");
        if (isMedia)
        {
            parts.Add(new ByteArrayContent(_images[number % _images.Length].Bytes), "image", "image");
            parts.Add(new ByteArrayContent(_sounds[number % _sounds.Length].Bytes), "audio", "audio");
        }

        try
        {
            using var answer = await _http.PostAsync(new Uri("/v1/observations", UriKind.Relative), parts);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                _stages.Enqueue(Stages(body.GetProperty("timingsMs")));
            }

            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (Outcome.Answered, body),
                HttpStatusCode.ServiceUnavailable => (IsLate(body) ? Outcome.Late : Outcome.Refused, default),
                _ => (Outcome.Failed, default),
            };
        }
        catch (HttpRequestException)
        {
            return (Outcome.Failed, default);
        }
    }

    /// <summary>Encoders work side by side: the slowest counts.</summary>
    private static double Stages(JsonElement timings)
    {
        var slowest = Math.Max(Math.Max(Of("image"), Of("audio")), Of("text"));
        return slowest + Of("join") + Of("fusion") + Of("ranking");

        double Of(string stage) => timings.TryGetProperty(stage, out var took) ? took.GetDouble() : 0;
    }

    private static bool IsLate(JsonElement problem) =>
        problem.GetProperty("type").GetString()!.EndsWith("deadline-exceeded", StringComparison.Ordinal)
        || problem.GetProperty("detail").GetString()!.StartsWith("No modality", StringComparison.Ordinal);
}
