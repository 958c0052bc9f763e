using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;

namespace Mmei.Encoders.Tests;

/// <summary>From the source medium to the model's answer, against what PyTorch answered for the same medium.</summary>
public sealed class When_serving_repeats_training
{
    /// <summary>Of what training and serving make of a medium; a model whose activations are rounded has one of its own.</summary>
    private const double Tolerance = 1e-3;

    [Theory]
    [MemberData(nameof(Names), "face-vit")]
    public async Task Should_see_the_same_in_a_picture(string name)
    {
        var engine = Artifacts.Model("face-vit");
        var model = ModelOf.Image(engine.Manifest);
        var known = Case("face-vit", name);
        var prepared = await model.PrepareAsync(Artifacts.File("face-vit", known.Source!.File!), TestContext.Current.CancellationToken);

        ShouldAnswer(engine, buffers => model.Fill([prepared.Items.ShouldHaveSingleItem()], buffers), known, "emotion_logits");
    }

    [Theory]
    [MemberData(nameof(Names), "speech-wav2vec2")]
    public async Task Should_hear_the_same_in_a_sound(string name)
    {
        var engine = Artifacts.Model("speech-wav2vec2");
        var model = ModelOf.Speech(engine.Manifest);
        var known = Case("speech-wav2vec2", name);
        var prepared = await model.PrepareAsync(
            Artifacts.File("speech-wav2vec2", known.Source!.File!), TestContext.Current.CancellationToken);

        ShouldAnswer(engine, buffers => model.Fill([prepared.Items.ShouldHaveSingleItem()], buffers), known, "emotion_logits");
    }

    [Theory]
    [MemberData(nameof(Names), "text-bert")]
    public void Should_read_the_same_in_a_text(string name) => ShouldReadTheSame("text-bert", name, "emotion_logits");

    [Theory]
    [MemberData(nameof(Names), "content-bert")]
    public void Should_read_the_same_in_an_item(string name)
    {
        ShouldReadTheSame("content-bert", name, "embedding");
        ShouldReadTheSame("content-bert", name, "emotion_profile");
        ShouldReadTheSame("content-bert", name, "intent_profile");
    }

    public static IEnumerable<TheoryDataRow<string>> Names(string model) =>
        Artifacts.CasesWithSource(model).Select(c => new TheoryDataRow<string>(c.Name));

    private static Artifacts.Case Case(string model, string name) => Artifacts.CasesWithSource(model).Single(c => c.Name == name);

    private static void ShouldReadTheSame(string name, string caseName, string output)
    {
        var engine = Artifacts.Model(name);
        var tokenizer = TextTokenizer.Of(engine.Manifest);
        var known = Case(name, caseName);

        ShouldAnswer(engine, buffers => tokenizer.Fill([tokenizer.Encode(known.Source!.Text!)], buffers), known, output);
    }

    private static void ShouldAnswer(IModel engine, Action<IModelBuffers> fill, Artifacts.Case known, string output)
    {
        using var buffers = engine.CreateBuffers();
        fill(buffers);
        var outputs = buffers.Run(TestContext.Current.CancellationToken);
        var actual = outputs.Floats(output).Values.ToArray();

        actual.Length.ShouldBe(known.Outputs[output].Data.Length);
        actual.Zip(known.Outputs[output].Data, (a, e) => Math.Abs(a - e)).Max()
            .ShouldBeLessThan(Math.Max(Tolerance, Artifacts.Tolerance(engine.Manifest.Name, output)));
    }
}
