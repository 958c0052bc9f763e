using System.Text.Json;
using Mmei.Cli.Simulate;
using Mmei.Cli.Simulate.World;
using Mmei.Client;
using Mmei.Contracts.Taxonomy;
using Mmei.Testing;

namespace Mmei.Cli.Tests.Simulate;

public sealed class When_an_emotion_is_shown
{
    private static readonly Emotion[] Emotions = Enum.GetValues<Emotion>();

    [Fact]
    public async Task Should_reach_the_platform_by_its_media_and_words_alone()
    {
        var samples = await ReadAsync();
        var world = Worlds.Of(1);

        foreach (var emotion in Emotions)
        {
            var request = new RealMedia(samples, world.Dice).Show(world.People[0], emotion, new Moment(0, 0));

            request.Image.ShouldBe(samples.Faces[emotion]);
            request.Audio.ShouldBe(samples.Voices[emotion]);
            samples.Sentences[emotion].ShouldContain(request.Text);
            var rest = request with { Image = null, Audio = null, Text = null, Consent = null };
            JsonSerializer.Serialize(rest, MmeiJson.Options).ShouldBe("{}");
        }
    }

    [Fact]
    public void Should_not_reach_an_agnostic_platform_at_all()
    {
        var person = Worlds.Of(1).People[0];

        Emotions.Select(emotion => new NeutralWords().Show(person, emotion, new Moment(0, 0))).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public async Task Should_be_confused_as_often_as_is_asked_for(double accuracy)
    {
        var samples = await ReadAsync();
        var world = Worlds.Of(1, 2000);
        var words = new ConfusedWords(samples.Sentences, ConfusedWords.WithAccuracy(samples.Confusion, accuracy), world.Dice);

        var right = world.People.Average(person =>
            samples.Sentences[Emotion.Fear].Contains(words.Show(person, Emotion.Fear, new Moment(0, 0)).Text!) ? 1.0 : 0);

        right.ShouldBe(accuracy, 0.05);
    }

    private static Task<Mmei.Cli.Simulate.Samples> ReadAsync() =>
        Mmei.Cli.Simulate.Samples.ReadAsync(Path.Combine(Repository.Root, "models", "samples"), TestContext.Current.CancellationToken);
}
