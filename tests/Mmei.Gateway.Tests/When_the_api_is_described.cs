using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Testing;
using Mmei.Testing.Api;

namespace Mmei.Gateway.Tests;

public sealed class When_the_api_is_described(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Update = "MMEI_UPDATE_OPENAPI";

    /// <summary>With the environment variable set, the committed document is written anew instead.</summary>
    [Fact]
    public async Task Should_commit_what_the_endpoints_say()
    {
        var path = Path.Combine(Repository.Root, "gateway", "Mmei.Gateway", "openapi", "v1.json");
        var described = await PublicApi.DescribeAsync();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllTextAsync(path, described, TestContext.Current.CancellationToken);
        }

        var committed = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        committed.ShouldBe(described, $"Run this test with {Update}=1 to write the document anew.");
    }

    [Fact]
    public async Task Should_serve_the_committed_document()
    {
        var served = await gateway.App.Anonymous.ReadAsync("/openapi/v1.json");

        served.Status.ShouldBe(200);
        served.ContentType.ShouldBe("application/json");
        var document = JsonNode.Parse(served.Json.GetRawText())!;
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["paths"]!["/v1/observations"]!["post"]!["requestBody"]!["content"]!.AsObject().Select(content => content.Key)
            .ShouldBe(["application/json", "multipart/form-data"]);
    }

    [Fact]
    public async Task Should_describe_only_the_public_api()
    {
        var document = JsonNode.Parse(await PublicApi.DescribeAsync())!;

        document["paths"]!.AsObject().ShouldAllBe(path => path.Key.StartsWith("/v1/"));
    }

    [Theory]
    [InlineData("GET", "/v1/items:status", 200, """{ "items": 2, "indexed": 1 }""", null)]
    [InlineData("GET", "/v1/items:status", 200, """{ "items": 2 }""", "indexed")]
    [InlineData("GET", "/v1/items:status", 200, """{ "items": "2", "indexed": 1 }""", "items")]
    [InlineData("GET", "/v1/items:status", 200, """{ "items": 2, "indexed": 1, "secret": 3 }""", "secret")]
    [InlineData("GET", "/v1/items:status", 418, """{ "type": "a", "title": "b", "status": 418 }""", "traceId")]
    [InlineData("GET", "/v1/items:status", 302, "{}", "302")]
    [InlineData("POST", "/v1/observations", 200, "{}", "emotion")]
    [InlineData("GET", "/health/live", 200, "{}", null)]
    public void Should_notice_an_answer_that_is_not_as_described(string method, string path, int status, string body, string? fault)
    {
        var type = status < 400 ? "application/json" : "application/problem+json";

        var faults = DescribedApi.Committed.Faults(
            new HttpMethod(method), path, status, type, JsonDocument.Parse(body).RootElement);

        if (fault is null)
        {
            faults.ShouldBeEmpty();
        }
        else
        {
            faults.ShouldContain(said => said.Contains(fault));
        }
    }
}
