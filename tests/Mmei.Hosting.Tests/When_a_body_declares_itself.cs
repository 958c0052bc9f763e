using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Mmei.Hosting.Tests;

public sealed class When_a_body_declares_itself : IAsyncLifetime
{
    private const int Limit = 4096;

    private HostedApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await HostedApp.StartAsync(app =>
    {
        app.MapPost("/", (Input input) => input.Name).WithMetadata(new SizeLimit(Limit));
        app.MapGet("/", () => "got");
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json;charset=\"UTF-8\"; profile=x")]
    [InlineData("application/json; charset=UTF8")]
    [InlineData("Application/JSON; Charset=Utf-8")]
    [InlineData("application/json; charset=")]
    [InlineData("application/merge-patch+json; charset=\"utf-8\"")]
    public async Task Should_read_utf8_however_it_is_written(string type) => (await PostAsync(type)).Text.ShouldBe("Zoë");

    [Theory]
    [InlineData("application/json; charset=bogus", "bogus")]
    [InlineData("application/json; charset=\"windows-1252\"", "windows-1252")]
    [InlineData("application/json; charset=utf-16", "utf-16")]
    public async Task Should_name_a_charset_that_is_not_read(string type, string charset)
    {
        var answer = await PostAsync(type);

        answer.Status.ShouldBe(415);
        answer.String("type").ShouldBe("https://mmei.dev/problems/unsupported-media");
        answer.String("detail").ShouldBe($"The charset '{charset}' is not read here; utf-8 is.");
    }

    [Theory]
    [InlineData("text/plain", "This call reads application/json, not 'text/plain'.")]
    [InlineData("", "This call reads application/json, not a body without a Content-Type.")]
    public async Task Should_say_which_types_are_read(string type, string detail)
    {
        var answer = await PostAsync(type);

        answer.Status.ShouldBe(415);
        answer.String("detail").ShouldBe(detail);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Should_unpack_what_is_packed(string encoding) =>
        (await PostAsync(Pack(encoding, """{"name":"Zoë"}"""), encoding)).Text.ShouldBe("Zoë");

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task Should_name_an_encoding_that_is_not_read(string encoding)
    {
        var answer = await PostAsync([1, 2, 3], encoding);

        answer.Status.ShouldBe(415);
        answer.String("detail").ShouldBe($"The content encoding '{encoding}' is not read here; gzip and br are.");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Should_refuse_a_small_body_that_unpacks_to_a_large_one(string encoding)
    {
        var bomb = Pack(encoding, $$"""{"name":"{{new string('x', 100 * Limit)}}"}""");
        bomb.Length.ShouldBeLessThan(Limit);

        var answer = await PostAsync(bomb, encoding);

        answer.Status.ShouldBe(413);
        answer.Errors("body").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Should_refuse_what_is_not_packed_as_it_says(string encoding)
    {
        var packed = Pack(encoding, $$"""{"name":"{{new string('x', 1000)}}"}""");

        foreach (var body in new[] { """{"name":"Zoë"}"""u8.ToArray(), packed[..^9] })
        {
            var answer = await PostAsync(body, encoding);
            answer.Status.ShouldBe(400);
            answer.Errors("body").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Should_answer_HEAD_as_GET_without_a_body()
    {
        var answer = await _app.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));

        (answer.Status, answer.ContentType, answer.Text).ShouldBe((200, "text/plain", ""));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Should_speak_both_versions_of_HTTP_on_one_port_without_TLS(string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("""{"name":"Zoë"}""", Encoding.UTF8, "application/json"),
        };

        using var answer = await _app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.Version.ShouldBe(request.Version);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Zoë");
    }

    private async Task<Answer> PostAsync(string type)
    {
        var body = new ByteArrayContent("""{"name":"Zoë"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        return await _app.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = body });
    }

    private async Task<Answer> PostAsync(byte[] packed, string encoding)
    {
        var body = new ByteArrayContent(packed) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        body.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await _app.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/") { Content = body });
    }

    private static byte[] Pack(string encoding, string text)
    {
        var packed = new MemoryStream();
        using (Stream packer = encoding.ToLowerInvariant() switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            _ => packed,
        })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private sealed record SizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    private sealed record Input(string Name);
}
