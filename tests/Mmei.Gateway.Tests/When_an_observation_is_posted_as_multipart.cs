using System.Text;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Tests;

public sealed class When_an_observation_is_posted_as_multipart(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly GatewayApp _app = gateway.App;

    private static byte[] Request => Calls.AgreedRequest;

    [Fact]
    public async Task Should_send_every_part_to_its_encoder()
    {
        using var form = Calls.Form(
            ("request", Request, "application/json"), ("image", Media.Png, "image/png"), ("audio", Media.Wav, "audio/wav"));

        var answer = await _app.ObserveAsync(form);

        answer.Status.ShouldBe(200);
        var id = answer.Json.GetProperty("observationId").GetGuid();
        _app.Platform.CommandFor(id, Modality.Image).ShouldBeOfType<EncodeImage>().Media.ShouldBe(Media.Png);
        _app.Platform.CommandFor(id, Modality.Audio).ShouldBeOfType<EncodeAudio>().Media.ShouldBe(Media.Wav);
        _app.Platform.CommandFor(id, Modality.Text).ShouldBeOfType<EncodeText>().Text.ShouldBe("unwind");
    }

    [Fact]
    public async Task Should_take_a_medium_without_words()
    {
        var agreed = """{ "consent": { "image": true, "purpose": "recommendation" } }"""u8.ToArray();
        using var form = Calls.Form(("image", Media.Png, "application/octet-stream"), ("request", agreed, "application/json"));

        (await _app.ObserveAsync(form)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_know_a_medium_by_its_bytes_and_not_by_its_declared_type()
    {
        using var form = Calls.Form(("request", Request, "application/json"), ("audio", Media.Wav, "image/jpeg"));

        var answer = await _app.ObserveAsync(form);

        answer.Json.GetProperty("modalities").GetProperty("audio").GetProperty("status").GetString().ShouldBe("used");
    }

    [Fact]
    public async Task Should_refuse_a_part_that_is_not_known()
    {
        using var form = Calls.Form(("request", Request, "application/json"), ("video", Media.Png, "video/mp4"));

        var answer = await _app.ObserveAsync(form);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["video"]);
    }

    [Fact]
    public async Task Should_refuse_a_part_that_is_given_twice()
    {
        using var form = Calls.Form(("image", Media.Png, "image/png"), ("image", Media.Png, "image/png"));

        var answer = await _app.ObserveAsync(form);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["image"]);
    }

    [Fact]
    public async Task Should_refuse_a_medium_that_is_both_a_part_and_in_the_request()
    {
        var inline = Encoding.UTF8.GetBytes($$"""{ "image": "{{Convert.ToBase64String(Media.Png)}}" }""");
        using var form = Calls.Form(("request", inline, "application/json"), ("image", Media.Png, "image/png"));

        var answer = await _app.ObserveAsync(form);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["image"]);
    }

    [Fact]
    public async Task Should_name_the_field_of_the_request_that_is_wrong()
    {
        using var form = Calls.Form(("request", """{ "text": "hi", "options": { "k": "many" } }"""u8.ToArray(), "application/json"));

        var answer = await _app.ObserveAsync(form);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["options.k"]);
    }

    [Fact]
    public async Task Should_refuse_a_body_without_an_end()
    {
        using var body = new StringContent("--x\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nabc");
        body.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };

        var answer = await _app.ObserveAsync(body);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["body"]);
    }

    [Fact]
    public async Task Should_refuse_a_part_without_a_name()
    {
        using var body = new StringContent("--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n");
        body.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };

        var answer = await _app.ObserveAsync(body);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["body"]);
    }

    [Fact]
    public async Task Should_refuse_a_content_type_without_a_boundary()
    {
        using var body = new StringContent("anything");
        body.Headers.ContentType = new("multipart/form-data");

        var answer = await _app.ObserveAsync(body);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["Content-Type"]);
    }
}
