using System.Formats.Tar;
using System.Text;
using Mmei.Cli.Demo;
using Mmei.Cli.RealData;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Tests;

public sealed class When_real_people_are_chosen : IDisposable
{
    private readonly TemporaryFolder _data = Samples.RealData();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Should_give_each_a_face_a_voice_and_words_of_one_emotion()
    {
        var people = (await ChooseAsync(7)).ToDictionary(person => person.TrueEmotion!.Value);

        people.Count.ShouldBe(7);
        var joy = people[Emotion.Joy];
        Encoding.UTF8.GetString(joy.ImageBytes!).ShouldBe("face happy");
        Encoding.UTF8.GetString(joy.AudioBytes!).ShouldBe("voice 03");
        joy.Text.ShouldBe("great");
        joy.Image.ShouldBe("fer2013/happy/1_1.png");
        Encoding.UTF8.GetString(people[Emotion.Neutral].AudioBytes!).ShouldBe("voice 01");
        people[Emotion.Anger].Text.ShouldBe("so angry");
    }

    [Fact]
    public async Task Should_choose_the_same_for_the_same_seed()
    {
        var first = await ChooseAsync(4, seed: 7);
        var second = await ChooseAsync(4, seed: 7);

        second.Select(person => person.Image).ShouldBe(first.Select(person => person.Image));
    }

    [Fact]
    public async Task Should_read_tar_files_as_folders()
    {
        var fromFolders = await ChooseAsync(7);
        foreach (var name in (string[])["fer2013", "ravdess"])
        {
            var folder = Path.Combine(_data.Path, name);
            await TarFile.CreateFromDirectoryAsync(
                folder, folder + ".tar", includeBaseDirectory: true, TestContext.Current.CancellationToken);
            Directory.Delete(folder, recursive: true);
        }

        var fromTars = await ChooseAsync(7);

        fromTars.Select(person => person.Image).ShouldBe(fromFolders.Select(person => person.Image));
        fromTars.Select(person => Encoding.UTF8.GetString(person.AudioBytes!)).ShouldBe(
            fromFolders.Select(person => Encoding.UTF8.GetString(person.AudioBytes!)));
    }

    [Fact]
    public async Task Should_name_the_data_set_that_is_missing()
    {
        Directory.Delete(Path.Combine(_data.Path, "ravdess"), recursive: true);

        (await Should.ThrowAsync<UsageException>(() => ChooseAsync(3))).Message.ShouldContain("ravdess.tar");
    }

    [Fact]
    public async Task Should_name_the_data_set_that_lacks_an_emotion()
    {
        Directory.Delete(Path.Combine(_data.Path, "fer2013", "fear"), recursive: true);

        (await Should.ThrowAsync<UsageException>(() => ChooseAsync(7))).Message.ShouldBe("--data: fer2013 has nothing for fear.");
    }

    [Theory]
    [InlineData("no tabs here")]
    [InlineData("text\t99\tid")]
    [InlineData("text\tjoy\tid")]
    public async Task Should_name_the_row_that_is_broken(string row)
    {
        _data.Write("goemotions/dev.tsv", $"fine\t3\tx\n{row}\n");

        (await Should.ThrowAsync<UsageException>(() => ChooseAsync(3))).Message.ShouldContain("dev.tsv, line 2");
    }

    private Task<IReadOnlyList<Person>> ChooseAsync(int count, int seed = 1) =>
        RealPeople.ChooseAsync(_data.Path, count, seed, TestContext.Current.CancellationToken);
}
