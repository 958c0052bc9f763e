using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Contracts.V1;
using Mmei.Gateway.Tests.Live;

namespace Mmei.Gateway.Tests.Consent;

public sealed class When_a_person_has_not_agreed : IAsyncLifetime
{
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync(("Gateway:Live:Every", "00:00:00.1"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("image", null)]
    [InlineData("audio", null)]
    [InlineData("image", """{ }""")]
    [InlineData("image", """{ "audio": true, "purpose": "recommendation" }""")]
    [InlineData("audio", """{ "image": true, "purpose": "recommendation" }""")]
    [InlineData("image", """{ "image": null, "purpose": "recommendation" }""")]
    public async Task Should_refuse_a_face_or_a_voice_alone_and_say_how_to_agree(string field, string? consent)
    {
        var answer = await _app.ObserveAsync(Sent(field, consent));

        (answer.Status, answer.ProblemType).ShouldBe((422, "consent-needed"));
        answer.Fields.ShouldBe([field]);
        answer.Error(field).ShouldStartWith($"is read only where the person agreed: send consent.{field} true");
        NothingIsSentOn();
    }

    [Theory]
    [InlineData("""{ "image": true }""")]
    [InlineData("""{ "image": true, "purpose": " " }""")]
    public async Task Should_refuse_an_agreement_that_does_not_say_what_for(string consent)
    {
        var answer = await _app.ObserveAsync(Sent("image", consent));

        (answer.Status, answer.ProblemType).ShouldBe((422, "consent-needed"));
        answer.Error("image").ShouldStartWith("is read only for a purpose: name in consent.purpose");
        NothingIsSentOn();
    }

    [Fact]
    public async Task Should_refuse_a_purpose_that_nobody_is_observed_for_whatever_was_agreed()
    {
        var answer = await _app.ObserveAsync(Sent("image", """{ "image": true, "purpose": "mood of employees" }"""));

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["consent.purpose"]);
        NothingIsSentOn();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "image": false, "purpose": "recommendation" }""")]
    [InlineData("""{ "image": true }""")]
    public async Task Should_read_the_words_and_name_what_it_did_not_read(string? consent)
    {
        var answer = await _app.ObserveAsync(Sent("image", consent, "hi"));

        answer.Status.ShouldBe(200);
        var image = answer.Json.GetProperty("modalities").GetProperty("image");
        image.GetProperty("status").GetString().ShouldBe("withheld");
        image.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        image.TryGetProperty("weight", out _).ShouldBeFalse();
        OnlyWordsAreSentOn();
    }

    [Fact]
    public async Task Should_not_even_look_at_what_kind_of_file_it_is()
    {
        var answer = await _app.ObserveAsync(new JsonObject { ["image"] = Convert.ToBase64String(Media.Unknown) });

        answer.ProblemType.ShouldBe("consent-needed");
    }

    [Fact]
    public async Task Should_read_words_without_being_told_that_they_may_be_read() =>
        (await _app.ObserveAsync("""{ "text": "hi" }""")).Status.ShouldBe(200);

    [Fact]
    public async Task Should_not_read_words_that_are_refused()
    {
        var answer = await _app.ObserveAsync("""{ "text": "hi", "consent": { "text": false } }""");

        answer.Status.ShouldBe(422);
        answer.Error("text").ShouldBe("is not consented to");
        NothingIsSentOn();
    }

    [Fact]
    public async Task Should_refuse_parts_without_a_request_that_agrees()
    {
        using var form = Calls.Form(("image", Media.Png, "image/png"), ("audio", Media.Wav, "audio/wav"));

        var answer = await _app.ObserveAsync(form);

        answer.ProblemType.ShouldBe("consent-needed");
        answer.Fields.ShouldBe(["image", "audio"], ignoreOrder: true);
        NothingIsSentOn();
    }

    [Fact]
    public async Task Should_refuse_a_line_of_a_batch_and_read_the_others()
    {
        var agreed = Sent("image", """{ "image": true, "purpose": "recommendation" }""");
        string[] lines = [Row(Sent("image", consent: null)), Row(agreed)];
        using var body = new StringContent(string.Join('\n', lines), null, "application/x-ndjson");

        using var answer = await _app.Client.PostAsync("/v1/observations:batch", body, TestContext.Current.CancellationToken);

        var answers = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("line").GetInt32());
        answers[1].GetProperty("problem").GetProperty("type").GetString()!.ShouldEndWith("consent-needed");
        answers[2].GetProperty("answer").GetProperty("modalities").GetProperty("image").GetProperty("status").GetString().ShouldBe("used");
        _app.Platform.Commands.ShouldHaveSingleItem().ShouldBeOfType<EncodeImage>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "image": false, "audio": true, "purpose": "recommendation" }""")]
    [InlineData("""{ "image": true, "audio": true }""")]
    public async Task Should_never_send_on_a_frame_of_a_stream(string? consent)
    {
        using var stream = await LiveClient.OpenAsync(_app, new { type = "open", consent = Parse(consent) });
        await stream.SendAsync(LiveClient.Frame, Media.Png);
        await stream.SendAsync(new { type = "text", text = "look" });

        // The frame may have had a moment to itself, of which a problem tells.
        JsonElement told;
        do
        {
            told = await stream.NextAsync();
        }
        while (told.GetProperty("type").GetString() != "observed");

        OnlyWordsAreSentOn();
    }

    private void NothingIsSentOn()
    {
        _app.Platform.Commands.ShouldBeEmpty();
        _app.Platform.Tickets.ShouldBeEmpty();
    }

    private void OnlyWordsAreSentOn() => _app.Platform.Commands.ShouldHaveSingleItem().ShouldBeOfType<EncodeText>();

    private static JsonObject Sent(string field, string? consent, string? text = null) => new()
    {
        ["text"] = text,
        [field] = Convert.ToBase64String(field == "image" ? Media.Png : Media.Wav),
        ["consent"] = Parse(consent),
    };

    private static string Row(JsonObject request) => new JsonObject { ["request"] = request }.ToJsonString();

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
