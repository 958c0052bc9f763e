using Mmei.Learning.Features;

namespace Mmei.Learning.Tests.Features;

public sealed class When_features_are_made
{
    private static readonly float[] Emotion = [0, 0, 0, 0, 0.25f, 0.75f, 0];
    private static readonly float[] Intent = [0.5f, 0, 0, 0, 0.5f];
    private static readonly float[] EmotionProfile = [0, 0, 0, 1, 0, 0, 0];
    private static readonly float[] IntentProfile = [1, 0, 0, 0, 0];

    [Fact]
    public void Should_put_each_part_in_its_place()
    {
        var named = Named(Made());

        named["bias"].ShouldBe(1);
        named["congruence"].ShouldBe(0.5f);
        named["confidence x congruence"].ShouldBe(0.375f);
        named["intent match"].ShouldBe(0.5f);
        named["confidence x intent match"].ShouldBe(0.375f);
        named["emotion match"].ShouldBe(0);
        named["video"].ShouldBe(1);
        named["sadness x video"].ShouldBe(0.75f);
        named["neutral x video"].ShouldBe(0.25f);
        named["comfort x video"].ShouldBe(0.5f);
        named["lift x valence"].ShouldBe(0.76f, 0.0005);
        named["lift x arousal"].ShouldBe(0.48f, 0.0005);
        named["popularity"].ShouldBe(0.25f);
        named["novelty"].ShouldBe(1);
        named["affinity"].ShouldBe(-0.5f);
        named["doubt x affinity"].ShouldBe(-0.125f);
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
    public void Should_survive_float16() => Made(emotion: [0.1f, 0.2f, 0.3f, 0.07f, 0.13f, 0.11f, 0.09f], congruence: 0.123456f)
        .ShouldAllBe(value => (float)(Half)value == value);

    [Fact]
    public void Should_accept_a_person_of_whom_nothing_was_perceived() => Made(emotion: new float[7]).Count(value => value != 0).ShouldBe(14);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(1.5f)]
    [InlineData(-1.5f)]
    public void Should_name_a_number_out_of_range(float congruence) =>
        Should.Throw<ArgumentException>(() => Made(congruence: congruence)).Message.ShouldStartWith("Congruence is");

    [Fact]
    public void Should_name_a_vector_of_the_wrong_length() =>
        Should.Throw<ArgumentException>(() => Made(emotion: new float[6])).Message.ShouldStartWith("Emotion has 6 numbers, expected 7");

    [Fact]
    public void Should_refuse_an_unknown_kind() => Should.Throw<ArgumentException>(() => Made(kind: 4)).Message.ShouldStartWith("Kind is 4");

    private static Dictionary<string, float> Named(float[] features) =>
        DecisionFeatures.Names.Zip(features).ToDictionary(pair => pair.First, pair => pair.Second);

    private static float[] Made(float[]? emotion = null, float congruence = 0.5f, int kind = 2)
    {
        var features = new float[DecisionFeatures.Dimension];
        var context = new FeatureContext { Emotion = emotion ?? Emotion, Intent = Intent, Confidence = 0.75f, Mood = MoodGoal.Lift };
        var item = new FeatureItem
        {
            Kind = kind,
            Congruence = congruence,
            EmotionProfile = EmotionProfile,
            IntentProfile = IntentProfile,
            Popularity = 0.25f,
            Novelty = 1,
            Affinity = -0.5f,
        };
        DecisionFeatures.Write(context, item, features);
        return features;
    }
}
