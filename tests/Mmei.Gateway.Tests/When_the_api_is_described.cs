using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests;

public sealed class When_the_api_is_described(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Update = "MMEI_UPDATE_OPENAPI";

    /// <summary>With the environment variable set, the committed document is written anew instead.</summary>
    [Fact]
    public async Task Should_commit_what_the_endpoints_say()
    {
        var path = Path.Combine(RepositoryRoot(), "gateway", "Mmei.Gateway", "openapi", "v1.json");
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

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mmei.Platform.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
