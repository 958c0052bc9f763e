using System.Net.Http.Json;
using System.Text;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests.Privacy;

/// <summary>Somebody whose face, voice and words can be found again wherever they are kept.</summary>
internal sealed class MarkedPerson(Marker picture, Marker sound, Marker words)
{
    private const string Observations = "/v1/observations";

    public IReadOnlyList<Marker> Markers { get; } = [picture, sound, words];

    /// <summary>As parts, and as base64 in JSON; then what is done with a recommendation.</summary>
    public async Task<IReadOnlyList<ObservationAnswer>> ObserveAsync(RunningPlatform platform, CancellationToken cancellationToken)
    {
        var person = await MarkedAsync(cancellationToken);
        var parts = await platform.Client.ObserveAsync(person, cancellationToken);
        using var answer = await platform.Http.PostAsJsonAsync(Observations, person, MmeiJson.Options, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var json = await answer.Content.ReadFromJsonAsync<ObservationAnswer>(MmeiJson.Options, cancellationToken);
        await LikeAsync(platform, parts, person.UserId!, cancellationToken);
        using var replay = await platform.Http.PostAsync($"/v1/decisions/{parts.DecisionId}:replay", null, cancellationToken);
        replay.EnsureSuccessStatusCode();
        return [parts, json!];
    }

    /// <summary>What goes wrong is where words slip into logs: media that cannot be read, what is withheld, bodies that are none.</summary>
    public async Task SendWhatIsRefusedAsync(RunningPlatform platform, CancellationToken cancellationToken)
    {
        var person = await MarkedAsync(cancellationToken);
        var (noPicture, noSound) = (MarkedMedia.Broken(person.Image!, picture), MarkedMedia.Broken(person.Audio!, sound));
        await SendAsync(Json(person with { Image = noPicture, Audio = noSound }));
        await SendAsync(Json(person with { Image = noPicture, Audio = noSound, Text = null }));
        await SendAsync(Json(person with { Consent = new ConsentRequest { Image = false, Audio = false } }));
        await SendAsync(Json(person with { Consent = null }));
        await SendAsync(Json(person with { Consent = null, Text = null }));
        await SendAsync(Json(person with { Text = string.Concat(Enumerable.Repeat($"{words.Letters} ", 1_000)) }));
        await SendAsync(Json(person with { Options = new OptionsRequest { K = 0 } }));
        await SendAsync($$"""{ "text": "{{words.Letters}}", "{{words.Letters}}": 1 }""");
        await SendAsync($$"""{ "text": "{{words.Letters}}""");

        async Task SendAsync(string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await platform.Http.PostAsync(Observations, content, cancellationToken);
            ((int)answer.StatusCode).ShouldBeLessThan(500);
        }
    }

    private static string Json(ObservationRequest request) => System.Text.Json.JsonSerializer.Serialize(request, MmeiJson.Options);

    private async Task<ObservationRequest> MarkedAsync(CancellationToken cancellationToken)
    {
        var person = (await Samples.ObservationsAsync(cancellationToken)).First(
            sample => sample is { Text: not null, Image: not null, Audio: not null });
        return person with
        {
            Text = $"{person.Text} {words.Letters}",
            Image = MarkedMedia.Picture(person.Image!, picture),
            Audio = MarkedMedia.Sound(person.Audio!, sound),
            Options = new OptionsRequest { DeadlineMs = 10_000, Explain = true },
        };
    }

    /// <summary>Until it shows in the person's taste: by then the whole loop has been gone through.</summary>
    private static async Task LikeAsync(
        RunningPlatform platform, ObservationAnswer answer, string user, CancellationToken cancellationToken)
    {
        var signal = new FeedbackSignal
        {
            Id = $"{Guid.NewGuid()}",
            DecisionId = answer.DecisionId,
            ItemId = answer.Items[0].Id,
            Kind = SignalKind.Like,
            At = TimeProvider.System.GetUtcNow(),
        };
        var address = new Uri($"/v1/users/{user}", UriKind.Relative);
        await platform.Client.SendFeedbackAsync(new FeedbackRequest { Signals = [signal] }, cancellationToken);
        while (!(await platform.Http.GetStringAsync(address, cancellationToken)).Contains(signal.ItemId, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }
}
