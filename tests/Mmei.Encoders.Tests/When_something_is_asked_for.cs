using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Encoders.Text;
using Mmei.Encoders.Text.Items;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Testing;
using Mmei.Testing.Servers;

namespace Mmei.Encoders.Tests;

/// <summary>
/// What a person asks for, and what an item is about, with the models of words that models/test_fixtures/word_models.py makes.
/// </summary>
public sealed class When_something_is_asked_for : IAsyncLifetime
{
    private readonly TempFolder _models = new();
    private readonly EncoderHost _host;

    public When_something_is_asked_for()
    {
        foreach (var name in new[] { "face-vit", "speech-wav2vec2", "voice-detector", "face-detector" })
        {
            Directory.CreateSymbolicLink(_models[name], Path.Combine(Repository.Root, "models", "artifacts", name));
        }

        foreach (var name in new[] { "text-words", "content-words" })
        {
            Directory.CreateSymbolicLink(_models[name], Folder(name));
        }

        _host = new EncoderHost
        {
            Configure = settings => settings.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Models:Root"] = _models.Path,
                ["Models:Text"] = "text-words@1",
                ["Models:Content"] = "content-words@1",
            }),
        };
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _models.Dispose();
    }

    [Fact]
    public async Task Should_send_a_wish_as_long_as_it_is_likely()
    {
        var asked = await _host.EncodeTextAsync("a scary house please");

        var wish = asked.ShouldBeOfType<ModalityEncoded>().Wish.ShouldNotBeNull();
        (wish.Rows, wish.Columns).ShouldBe((1, MeaningSpace.Dimension));
        Length(wish).ShouldBe(0.9, 1e-3);
    }

    [Theory]
    [InlineData("maybe a scary house")]
    public async Task Should_send_what_is_merely_spoken_of_at_the_least_length(string text)
    {
        var wish = (await _host.EncodeTextAsync(text)).ShouldBeOfType<ModalityEncoded>().Wish.ShouldNotBeNull();

        Length(wish).ShouldBe(0.05, 1e-4);
        Dot(TensorCodec.Unpack(wish), await MeaningAsync("a scary house")).ShouldBe(0.05, 1e-3);
    }

    [Fact]
    public async Task Should_send_none_where_the_words_point_nowhere() =>
        (await _host.EncodeTextAsync("a scary house")).ShouldBeOfType<ModalityEncoded>().Wish.ShouldBeNull();

    [Fact]
    public async Task Should_place_what_is_asked_for_where_such_items_are()
    {
        var wish = TensorCodec.Unpack(((ModalityEncoded)await _host.EncodeTextAsync("a scary house please")).Wish!);
        var scary = await MeaningAsync("a scary house");
        var funny = await MeaningAsync("a funny garden");

        scary.Sum(value => (double)value * value).ShouldBe(1, 1e-2);
        Dot(wish, scary).ShouldBe(0.9, 1e-2);
        Dot(wish, funny).ShouldBe(0, 1e-2);
    }

    [Fact]
    public void Should_not_serve_a_model_whose_vectors_have_another_length()
    {
        var (text, content) = (Wide("text-words", "wish"), Wide("content-words", "meaning"));

        Should.Throw<ModelLoadException>(() => new TextModel(text, ModelOf.Languages, Options.Create(new TextOptions()))).Message.ShouldBe(
            "text-words@1: the output 'wish' is float32 [batch, 100]; only float32 [batch, 384] is taken, or none.");
        Should.Throw<ModelLoadException>(() => new ContentModel(content)).Message.ShouldContain(
            "the output 'meaning' is float32 [batch, 100]");
    }

    [Fact]
    public void Should_not_take_a_wish_that_is_longer_than_certain()
    {
        var wish = MeaningOutput.Of(ModelManifest.Load(Path.Combine(Folder("text-words"), "1")), "wish")!;
        var vector = new float[2 * MeaningSpace.Dimension];
        vector[^1] = 1.5f;
        var outputs = new ModelOutputs([new FloatTensor("wish", [2, MeaningSpace.Dimension], vector)]);

        wish.Read(outputs, 0, least: 0.05f).ShouldBeNull();
        Should.Throw<ModelOutputException>(() => wish.Read(outputs, 1, least: 0.05f)).Message.ShouldContain("has the length 1.5");
    }

    private static string Folder(string name) => Path.Combine(Repository.Root, "tests", "Mmei.Testing", "Models", name);

    private static ModelManifest Wide(string name, string output)
    {
        var manifest = ModelManifest.Load(Path.Combine(Folder(name), "1"));
        IReadOnlyList<JsonElement> shape = [JsonSerializer.SerializeToElement("batch"), JsonSerializer.SerializeToElement(100)];
        return manifest with { Outputs = [.. manifest.Outputs.Select(spec => spec.Name == output ? spec with { Shape = shape } : spec)] };
    }

    private async Task<float[]> MeaningAsync(string title)
    {
        var encoded = await _host.EncodeItemAsync(
            new EncodeItem { TenantId = "t", ItemId = title.Replace(' ', '-'), Revision = 1, Title = title, Description = "" });
        return TensorCodec.Unpack(encoded.Meaning.ShouldNotBeNull());
    }

    private static double Length(EncodedTensor vector) => Math.Sqrt(Dot(TensorCodec.Unpack(vector), TensorCodec.Unpack(vector)));

    private static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
