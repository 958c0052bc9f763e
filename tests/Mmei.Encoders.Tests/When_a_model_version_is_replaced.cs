using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Contracts.V1;
using Mmei.Testing.Servers;

namespace Mmei.Encoders.Tests;

public sealed class When_a_model_version_is_replaced : IAsyncLifetime
{
    private readonly TempFolder _root = new();
    private readonly EncoderHost _host;

    public When_a_model_version_is_replaced()
    {
        foreach (var name in new[] { "face-vit", "speech-wav2vec2", "text-bert", "content-bert", "voice-detector", "face-detector" })
        {
            Copy(name, "1");
        }

        Copy("text-bert", "2");
        Copy("content-bert", "2");
        _host = new EncoderHost
        {
            Configure = settings =>
                settings.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Models:Root"] = _root.Path,
                    ["Models:Text"] = "text-bert@1",
                    ["Models:Content"] = "content-bert@1",
                    ["Models:PreviousContent"] = "content-bert@1",
                }),
        };
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Should_lose_no_request_and_name_the_version_in_each_result()
    {
        var answers = new List<Task<object>>();
        for (var i = 0; i < 100; i++)
        {
            answers.Add(_host.EncodeTextAsync($"what a day, number {i}"));
        }

        Set("Text", "text-bert@2");
        while (!answers.Any(answer => answer.IsCompletedSuccessfully && Model(answer.Result) == "text-bert@2"))
        {
            answers.Add(_host.EncodeTextAsync($"another day, number {answers.Count}"));
            await answers[^1];
        }

        var models = (await Task.WhenAll(answers)).Select(Model).ToArray();
        models.Distinct().Order().ShouldBe(["text-bert@1", "text-bert@2"]);
        Model(await _host.EncodeTextAsync("and from now on")).ShouldBe("text-bert@2");
    }

    [Fact]
    public async Task Should_tell_the_catalog_which_model_encodes_its_items()
    {
        (await _host.ContentModelServedAsync("content-bert@1")).FittedWith.ShouldBe(["mmei@1"]);

        Set("Content", "content-bert@2");

        await _host.ContentModelServedAsync("content-bert@2");
    }

    [Fact]
    public async Task Should_encode_an_item_by_the_model_of_before_where_that_is_asked()
    {
        Set("Content", "content-bert@2");
        for (var i = 0; await EncodeItemAsync($"a{i}", "content-bert@2") != "content-bert@2"; i++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        (await EncodeItemAsync("b", "content-bert@1")).ShouldBe("content-bert@1");
        (await EncodeItemAsync("c", "content-bert@3")).ShouldBe("content-bert@2");
        (await EncodeItemAsync("d", model: null)).ShouldBe("content-bert@2");
    }

    private static string Model(object answer) => answer.ShouldBeOfType<ModalityEncoded>().Model;

    private async Task<string> EncodeItemAsync(string id, string? model) => (await _host.EncodeItemAsync(
        new EncodeItem { TenantId = "t", ItemId = id, Revision = 1, Title = "Rain", Description = "", Model = model })).Model;

    private void Set(string role, string model)
    {
        var configuration = (IConfigurationRoot)_host.Services.GetRequiredService<IConfiguration>();
        configuration[$"Models:{role}"] = model;
        configuration.Reload();
    }

    private void Copy(string name, string version)
    {
        var (from, to) = (Artifacts.Folder(name), Path.Combine(_root.Path, name, version));
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(from, "manifest.json")))!;
        manifest["version"] = version;
        File.WriteAllText(Path.Combine(to, "manifest.json"), manifest.ToJsonString());
    }
}
