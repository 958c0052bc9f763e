using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests;

public sealed class When_a_modality_cannot_be_used(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly GatewayApp _app = gateway.App;

    [Theory]
    [InlineData("image")]
    [InlineData("audio")]
    public async Task Should_go_on_without_a_medium_of_an_unknown_type(string field)
    {
        var answer = await _app.ObserveAsync(Sent(field, Media.Unknown, "hi"));

        answer.Status.ShouldBe(200);
        Modality(answer, field).GetProperty("status").GetString().ShouldBe("rejected");
        Modality(answer, field).GetProperty("reason").GetString()!.ShouldStartWith("is not a file of a known type");
    }

    [Theory]
    [InlineData("image")]
    [InlineData("audio")]
    public async Task Should_refuse_an_observation_of_nothing_but_an_unknown_type(string field)
    {
        var answer = await _app.ObserveAsync(Sent(field, Media.Unknown));

        answer.Status.ShouldBe(415);
        answer.ProblemType.ShouldBe("unsupported-media");
        answer.Fields.ShouldBe([field]);
    }

    [Theory]
    [InlineData("image", "image/jpeg, image/png, image/webp, image/avif, image/heic, video/webm, video/mp4")]
    [InlineData("audio", "audio/wav, audio/flac, audio/mpeg, audio/ogg, audio/aac, audio/webm, audio/mp4")]
    public async Task Should_name_the_types_that_the_modality_takes_and_no_others(string field, string types)
    {
        var answer = await _app.ObserveAsync(Sent(field, Media.Unknown));

        answer.Error(field).ShouldBe($"is not a file of a known type: {types}");
    }

    [Fact]
    public async Task Should_say_unprocessable_when_media_cannot_be_used_for_different_reasons()
    {
        var answer = await _app.ObserveAsync(Sent("image", Media.Unknown, " "));

        answer.Status.ShouldBe(422);
        answer.Fields.ShouldBe(["image", "text"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_reject_a_sound_in_place_of_a_picture()
    {
        var answer = await _app.ObserveAsync(Sent("image", Media.Wav));

        answer.Status.ShouldBe(415);
        answer.Error("image").ShouldStartWith("is audio/wav");
    }

    [Theory]
    [InlineData("""{ "text": " \t " }""", "text")]
    [InlineData("""{ "image": "", "consent": { "image": true, "purpose": "recommendation" } }""", "image")]
    public async Task Should_reject_what_is_empty(string request, string field)
    {
        var answer = await _app.ObserveAsync(request);

        answer.Status.ShouldBe(422);
        answer.Error(field).ShouldBe("is empty");
    }

    [Fact]
    public async Task Should_reject_a_type_that_the_operator_does_not_allow()
    {
        await using var strict = await GatewayApp.StartAsync(("Gateway:Limits:ImageTypes:0", "Jpeg"));

        var answer = await strict.ObserveAsync(Sent("image", Media.Png));

        answer.Status.ShouldBe(415);
        answer.Error("image").ShouldBe("is image/png, which is none of image/jpeg");
    }

    private static JsonObject Sent(string field, byte[] medium, string? text = null) => new()
    {
        ["text"] = text,
        [field] = Convert.ToBase64String(medium),
        ["consent"] = Calls.Agreed,
    };

    private static System.Text.Json.JsonElement Modality(Answer answer, string name) =>
        answer.Json.GetProperty("modalities").GetProperty(name);
}
