using Mmei.Cli.Demo;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.RealData;

/// <summary>
/// Composes people from a real face, a real voice and a real sentence that were given the same emotion; they are not of the same person,
/// because no data set here holds all three.
/// </summary>
internal static class RealPeople
{
    /// <exception cref="UsageException">A data set is missing, or has nothing for an emotion.</exception>
    public static async Task<IReadOnlyList<Person>> ChooseAsync(string folder, int count, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var emotions = Enum.GetValues<Emotion>();
        random.Shuffle(emotions);
        emotions = emotions[..count];

        var sentences = await Sentences.ReadAsync(folder, cancellationToken);
        var texts = emotions.Select(emotion => Pick(sentences.Of(emotion), random, Sentences.DataSet, emotion)).ToArray();
        var faces = await ChooseAsync(Archive.Open(folder, Faces.DataSet), Faces.Shows, Faces.DataSet, emotions, random, cancellationToken);
        var voices = await ChooseAsync(
            Archive.Open(folder, Voices.DataSet), Voices.Sounds, Voices.DataSet, emotions, random, cancellationToken);
        return
        [
            .. emotions.Select((emotion, i) => new Person
            {
                UserId = $"person-{i + 1}",
                SessionId = $"demo-{seed}",
                Text = texts[i],
                Image = $"{Faces.DataSet}/{faces[i].Name}",
                ImageBytes = faces[i].Content,
                Audio = $"{Voices.DataSet}/{voices[i].Name}",
                AudioBytes = voices[i].Content,
                Note = $"a face, a voice and words of {emotion.ToString().ToLowerInvariant()}",
                TrueEmotion = emotion,
            }),
        ];
    }

    private static async Task<IReadOnlyList<(string Name, byte[] Content)>> ChooseAsync(
        Archive archive, Func<string, Emotion, bool> carries, string dataSet, Emotion[] emotions, Random random,
        CancellationToken cancellationToken)
    {
        var files = archive.List();
        var names = emotions.Select(emotion => Pick([.. files.Where(file => carries(file, emotion))], random, dataSet, emotion)).ToArray();
        var contents = await archive.ReadAsync(names.ToHashSet(), cancellationToken);
        return [.. names.Select(name => (name, contents[name]))];
    }

    private static string Pick(IReadOnlyList<string> candidates, Random random, string dataSet, Emotion emotion) => candidates.Count > 0
        ? candidates[random.Next(candidates.Count)]
        : throw new UsageException($"--data: {dataSet} has nothing for {emotion.ToString().ToLowerInvariant()}.");
}
