using Mmei.Contracts.Taxonomy;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Tests.Join;
using Mmei.Inference;

namespace Mmei.Fusion.Tests.Fuse;

/// <summary>What encoders' own heads read joins what the fusion model says of the emotion.</summary>
public sealed class When_encoders_read_by_themselves : IDisposable
{
    private static readonly double[] Model = [0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
    private static readonly float[] Joy = [0.1f, 0.1f, 0.1f, 0.4f, 0.1f, 0.1f, 0.1f];

    private readonly JoinFixture _join = new();

    [Fact]
    public void Should_pool_by_the_share_of_the_manifest()
    {
        // 0.75 of the logarithm from the model: anger 4^0.75, joy 4^0.25, whatever else 1, and five of those.
        var pooled = Pool(0.25, (Modality.Text, Joy)).Emotion;

        var sum = Math.Pow(4, 0.75) + Math.Pow(4, 0.25) + 5;
        pooled[(int)Emotion.Anger].ShouldBe(Math.Pow(4, 0.75) / sum, 1e-6);
        pooled[(int)Emotion.Joy].ShouldBe(Math.Pow(4, 0.25) / sum, 1e-6);
        pooled.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Should_believe_two_that_agree_more_than_one() =>
        Joyful(Pool(0.5, (Modality.Text, Joy), (Modality.Image, Joy))).ShouldBeGreaterThan(Joyful(Pool(0.5, (Modality.Text, Joy))));

    [Fact]
    public void Should_be_as_certain_as_the_likeliest_emotion_is_likely()
    {
        var pooled = Pool(0.5, (Modality.Text, Joy), (Modality.Audio, Joy));

        pooled.Confidence.ShouldBe(pooled.Emotion.Max());
    }

    [Fact]
    public void Should_leave_everything_else_as_the_model_says()
    {
        var (pooled, said) = (Pool(0.5, (Modality.Text, Joy)), Said());

        pooled.Intent.ShouldBe(said.Intent);
        pooled.Fused.ShouldBe(said.Fused);
    }

    [Fact]
    public void Should_say_how_much_each_counted_in_both()
    {
        // The model listens to words alone. Exponents: 0.5 of the model, 0.5 of each of two readings.
        var weights = Pool(0.5, (Modality.Text, Joy), (Modality.Image, Joy)).Weights;

        weights[(int)Modality.Image].ShouldBe(0.5 / 1.5, 1e-12);
        weights[(int)Modality.Audio].ShouldBe(0);
        weights[(int)Modality.Text].ShouldBe(1 / 1.5, 1e-12);
    }

    [Fact]
    public void Should_rule_nothing_out()
    {
        var certain = new float[] { 0, 0, 0, 1, 0, 0, 0 };

        Pool(0.5, (Modality.Text, certain)).Emotion.ShouldAllBe(probability => probability > 0);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.5, false)]
    public void Should_say_what_the_model_says_where_nothing_is_read_or_it_has_no_share(double share, bool read) =>
        Pool(share, (Modality.Text, read ? Joy : null)).Emotion.ShouldBe(Model);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Should_not_serve_a_model_whose_share_is_none(double share) =>
        Should.Throw<ModelLoadException>(() => new LateFusion(FusionManifest.Of(share))).Message
            .ShouldBe($"mmei@1: 'lateFusion' is {share}; it is from 0 to below 1.");

    public void Dispose() => _join.Dispose();

    private static double Joyful(FusionOutput output) => output.Emotion[(int)Emotion.Joy];

    private static FusionOutput Said() => new(Model, [0.2, 0.2, 0.2, 0.2, 0.2], [0, 0, 1], 0.4, [1]);

    private FusionOutput Pool(double share, params (Modality Modality, float[]? Emotion)[] readings)
    {
        var encoded = readings.ToDictionary(each => each.Modality, each => _join.Encoded(each.Modality) with { Emotion = each.Emotion });
        return new LateFusion(FusionManifest.Of(share)).Pool(Said(), new FusionInput(encoded, Context: null, Past: []));
    }
}
