using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Mmei.Testing;

namespace Mmei.Gateway.Tests;

public sealed partial class When_the_page_is_opened(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly string Root = Path.Combine(Repository.Root, "gateway", "Mmei.Gateway", "Page", "wwwroot");

    private readonly GatewayApp _app = gateway.App;

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => file != "index.html"),
    ];

    [Fact]
    public async Task Should_need_no_key()
    {
        using var response = await GetAsync("/");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("<h1");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Should_serve_each_of_its_files_as_what_it_is(string file)
    {
        using var response = await GetAsync($"/page/{file}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(Path.GetExtension(file) switch
        {
            ".js" => "text/javascript",
            ".css" => "text/css",
            ".svg" => "image/svg+xml",
            _ => "a type that this test knows",
        });
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Should_let_nothing_run_but_its_own_files()
    {
        using var response = await GetAsync("/");

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("style-src 'self';");
        policy.ShouldContain("connect-src 'self';");
        policy.ShouldContain("require-trusted-types-for 'script'");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public async Task Should_stay_out_of_other_peoples_frames_and_tell_them_nothing()
    {
        using var response = await GetAsync("/");

        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.GetValues("Permissions-Policy").Single().ShouldStartWith("camera=(self), microphone=(self), ");
    }

    [Fact]
    public async Task Should_be_sent_once_and_asked_after_from_then_on()
    {
        using var first = await GetAsync("/page/app.js");
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/page/app.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_sent_again_once_it_has_changed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page/app.js");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another\""));

        using var response = await _app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/")]
    [InlineData("/page/index.html")]
    [InlineData("/page/..%2fopenapi.v1.json")]
    [InlineData("/page/APP.JS")]
    public async Task Should_say_what_is_not_there_as_a_problem(string path)
    {
        var answer = await _app.Anonymous.ReadAsync(path);

        answer.Status.ShouldBe(404);
        answer.ContentType.ShouldBe("application/problem+json");
    }

    /// <summary>What a catalog or a person wrote must stay a text; what is inline does not run under the policy.</summary>
    [Fact]
    public void Should_make_no_markup_from_texts_and_have_nothing_inline()
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(file);
            MarkupFromText().Matches(source).Select(match => $"{file}: {match.Value}").ShouldBeEmpty();
            if (file.EndsWith(".html", StringComparison.Ordinal))
            {
                Inline().Matches(source).Select(match => $"{file}: {match.Value}").ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void Should_load_nothing_from_elsewhere() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .SelectMany(file => Address().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    /// <summary>Physical directions would stand still where the page is laid out from right to left.</summary>
    [Fact]
    public void Should_be_laid_out_in_logical_directions() =>
        Directory.EnumerateFiles(Root, "*.css", SearchOption.AllDirectories)
            .SelectMany(file => PhysicalDirection().Matches(File.ReadAllText(file)).Select(match => $"{file}: {match.Value.Trim()}"))
            .ShouldBeEmpty();

    private Task<HttpResponseMessage> GetAsync(string path) =>
        _app.Anonymous.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc|setHTML")]
    private static partial Regex MarkupFromText();

    [GeneratedRegex(@"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:")]
    private static partial Regex Inline();

    [GeneratedRegex(@"(?<!xmlns="")https?://[\w.-]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|^\s*(?:left|right|top|bottom|width|height):|text-align:\s*(?:left|right)|float:\s*(?:left|right)", RegexOptions.Multiline)]
    private static partial Regex PhysicalDirection();
}
