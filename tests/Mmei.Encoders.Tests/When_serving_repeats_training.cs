using Mmei.Encoders.Audio;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Encoders.Vision;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Tests;

/// <summary>From the source medium to the model's answer, against what PyTorch answered for the same medium.</summary>
public sealed class When_serving_repeats_training
{
    private const double Tolerance = 1e-3;

    [Theory]
    [MemberData(nameof(Names), "face-vit")]
    public async Task Should_see_the_same_in_a_picture(string name)
    {
        var model = Artifacts.Model("face-vit");
        var images = new ImageDecoder(new ImageLimits(), TimeProvider.System);
        var videos = new VideoDecoder(new VideoLimits(), TimeProvider.System);
        var preprocessor = new ImagePreprocessor(model.Manifest.PreprocessingAs<ImagePreprocessing>(), images, videos, new CentreSquare());
        var known = Case("face-vit", name);
        var prepared = await preprocessor.PrepareAsync(Artifacts.File("face-vit", known.Source!.File!), TestContext.Current.CancellationToken);

        ShouldAnswer(model, [new FloatTensor("pixel_values", [1, 1, 48, 48], prepared.Parts.ShouldHaveSingleItem())], known, "emotion_logits");
    }

    [Theory]
    [MemberData(nameof(Names), "speech-wav2vec2")]
    public async Task Should_hear_the_same_in_a_sound(string name)
    {
        var model = Artifacts.Model("speech-wav2vec2");
        var decoder = new AudioDecoder(new AudioLimits(), TimeProvider.System);
        var preprocessor = new AudioPreprocessor(model.Manifest.PreprocessingAs<AudioPreprocessing>(), heardSeconds: 30, decoder);
        var known = Case("speech-wav2vec2", name);
        var prepared = await preprocessor.PrepareAsync(Artifacts.File("speech-wav2vec2", known.Source!.File!), TestContext.Current.CancellationToken);

        var samples = prepared.Parts.ShouldHaveSingleItem();
        ShouldAnswer(model, [new FloatTensor("input_values", [1, samples.Length], samples)], known, "emotion_logits");
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

    public static IEnumerable<TheoryDataRow<string>> Names(string model) => Artifacts.CasesWithSource(model).Select(c => new TheoryDataRow<string>(c.Name));

    private static Artifacts.Case Case(string model, string name) => Artifacts.CasesWithSource(model).Single(c => c.Name == name);

    private static void ShouldReadTheSame(string name, string caseName, string output)
    {
        var model = Artifacts.Model(name);
        var tokenizer = new ModelTokenizer(model.Manifest);
        var known = Case(name, caseName);

        using var buffers = model.CreateBuffers();
        TokenizedBatch.Fill([tokenizer.Encode(known.Source!.Text!)], tokenizer.PaddingId, buffers);
        using var outputs = buffers.Run(TestContext.Current.CancellationToken);
        ShouldAnswer(outputs, known, output);
    }

    private static void ShouldAnswer(IModel model, IReadOnlyList<HostTensor> inputs, Artifacts.Case known, string output)
    {
        using var outputs = model.Run(inputs, TestContext.Current.CancellationToken);
        ShouldAnswer(outputs, known, output);
    }

    private static void ShouldAnswer(ModelOutputs outputs, Artifacts.Case known, string output)
    {
        var actual = outputs.Floats(output).Values.ToArray();

        actual.Length.ShouldBe(known.Outputs[output].Data.Length);
        actual.Zip(known.Outputs[output].Data, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(Tolerance);
    }
}
