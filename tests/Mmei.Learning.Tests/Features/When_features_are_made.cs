using Mmei.Contracts.Taxonomy;
using Mmei.Learning.Features;

namespace Mmei.Learning.Tests.Features;

public sealed class When_features_are_made
{
    private static readonly double[] Emotion = [0, 0, 0, 0, 0.25, 0.75, 0];
    private static readonly double[] Intent = [0.5, 0, 0, 0, 0.5];
    private static readonly double[] EmotionProfile = [0, 0, 0, 1, 0, 0, 0];
    private static readonly double[] IntentProfile = [1, 0, 0, 0, 0];

    [Fact]
    public void Should_put_each_part_in_its_place()
    {
        var named = Named(Made());

        named["bias"].ShouldBe(1);
        named["congruence"].ShouldBe(0.5);
        named["confidence x congruence"].ShouldBe(0.375);
        named["intent match"].ShouldBe(0.5);
        named["confidence x intent match"].ShouldBe(0.375);
        named["emotion match"].ShouldBe(0);
        named["video"].ShouldBe(1);
        named["sadness x video"].ShouldBe(0.75);
        named["neutral x video"].ShouldBe(0.25);
        named["comfort x video"].ShouldBe(0.5);
        named["lift x valence"].ShouldBe(0.76, 0.0005);
        named["lift x arousal"].ShouldBe(0.48, 0.0005);
        named["quality"].ShouldBe(0.25);
        named["novelty"].ShouldBe(1);
        named["affinity"].ShouldBe(-0.5);
        named["doubt x affinity"].ShouldBe(-0.125);
    }

    [Fact]
    public void Should_leave_the_rest_at_zero() => Made().Count(value => value != 0).ShouldBe(16);

    [Fact]
    public void Should_name_every_feature_once()
    {
        DecisionFeatures.Names.Count.ShouldBe(DecisionFeatures.Dimension);
        DecisionFeatures.Names.ShouldBeUnique();
    }

    [Fact]
    public void Should_survive_float16() => Made(emotion: [0.1, 0.2, 0.3, 0.07, 0.13, 0.11, 0.09], similarity: 0.123456)
        .ShouldAllBe(value => (double)(Half)value == value);

    [Fact]
    public void Should_accept_a_person_of_whom_nothing_was_perceived() =>
        Made(emotion: new double[7]).Count(value => value != 0).ShouldBe(14);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public void Should_name_a_number_out_of_range(double similarity) =>
        Should.Throw<ArgumentException>(() => Made(similarity: similarity)).Message.ShouldStartWith("Similarity is");

    [Fact]
    public void Should_name_a_vector_of_the_wrong_length() =>
        Should.Throw<ArgumentException>(() => Made(emotion: new double[6])).Message.ShouldStartWith("Emotion has 6 numbers, expected 7");

    [Fact]
    public void Should_refuse_an_unknown_kind() =>
        Should.Throw<ArgumentException>(() => Made(kind: (ContentKind)4)).Message.ShouldStartWith("Kind is 4");

    private static Dictionary<string, double> Named(double[] features) =>
        DecisionFeatures.Names.Zip(features).ToDictionary(pair => pair.First, pair => pair.Second);

    private static double[] Made(double[]? emotion = null, double similarity = 0.5, ContentKind kind = ContentKind.Video)
    {
        var features = new double[DecisionFeatures.Dimension];
        var context = new FeatureContext { Emotion = emotion ?? Emotion, Intent = Intent, Confidence = 0.75, Mood = MoodGoal.Lift };
        var item = new FeatureItem
        {
            Kind = kind,
            Similarity = similarity,
            EmotionProfile = EmotionProfile,
            IntentProfile = IntentProfile,
            Quality = 0.25,
            Novelty = 1,
            Affinity = -0.5,
        };
        DecisionFeatures.Write(context, item, features);
        return features;
    }
}
