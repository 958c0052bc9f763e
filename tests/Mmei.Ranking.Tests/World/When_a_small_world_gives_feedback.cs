using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Testing.Servers;

namespace Mmei.Ranking.Tests.World;

/// <summary>The <see cref="SmallWorld"/>, driven through ranking, feedback and their stores.</summary>
public sealed class When_a_small_world_gives_feedback(ITestOutputHelper output)
{
    [Fact]
    public async Task Should_learn_for_those_who_speak_and_for_those_who_do_not()
    {
        var world = new SmallWorld(seed: 7);
        using var folder = new TempFolder(inMemory: true);
        await using var app = await LearningApp.StartAsync(folder["world.db"], item => Encoded(world, item));
        await app.StockAsync([.. world.Catalog.Select(item => (item.Id, item.Kind))]);
        var random = new Random(11);

        var first = await RoundAsync(app, world, random, round: 0);
        for (var round = 1; round < SmallWorld.Rounds; round++)
        {
            await RoundAsync(app, world, random, round);
        }

        var last = await RoundAsync(app, world, random, SmallWorld.Rounds);
        var talkers = Measured("with feedback", world, [.. world.Talkers], world.Possible(world.Talkers), first, last);
        var silent = Measured("without", world, [.. world.Silent], world.QualityAlone(world.Silent), first, last);
        var (before, after) = (Diversity(world, first), Diversity(world, last));
        output.WriteLine($"diversity {before:F3} -> {after:F3}");

        talkers.ShouldBeGreaterThan(0.75, "of what is possible, from chance");
        silent.ShouldBeGreaterThan(0.60, "of what quality alone would give, from chance");
        after.ShouldBeGreaterThan(before / 2);
    }

    private static async Task<IReadOnlyDictionary<string, SmallWorld.Item[]>> RoundAsync(
        LearningApp app, SmallWorld world, Random random, int round)
    {
        // Between the first round and the last nobody looks at those who say nothing.
        var people = round is 0 or SmallWorld.Rounds ? world.Talkers.Concat(world.Silent).ToArray() : [.. world.Talkers];
        var answers = await Task.WhenAll(people.Select((person, number) => app.RecommendAsync(Seen(world, person, round, number))));
        var signals = new List<object>();
        foreach (var (person, answer) in people.Zip(answers).Where(pair => pair.First.Talks))
        {
            foreach (var item in answer.Items)
            {
                var likes = random.NextDouble() < SmallWorld.Satisfaction(person, world.Of(item.ItemId));
                signals.Add(new
                {
                    id = $"{person.Id}/{round}/{item.ItemId}",
                    decisionId = answer.DecisionId,
                    itemId = item.ItemId,
                    kind = likes ? "like" : "skip",
                    at = TimeProvider.System.GetUtcNow(),
                });
            }
        }

        await app.SayAsync(signals);
        await app.LearnedAsync();
        return people.Zip(answers).ToDictionary(
            pair => pair.First.Id, pair => pair.Second.Items.Select(item => world.Of(item.ItemId)).ToArray());
    }

    private double Measured(
        string name, SmallWorld world, SmallWorld.Person[] people, double possible, IReadOnlyDictionary<string, SmallWorld.Item[]> first,
        IReadOnlyDictionary<string, SmallWorld.Item[]> last)
    {
        var (chance, before, after) = (world.Chance(people), Mean(people, first), Mean(people, last));
        var share = (after - chance) / (possible - chance);
        output.WriteLine($"{name}: chance {chance:F3}, {before:F3} -> {after:F3}, possible {possible:F3}: {share:P0}");
        return share;
    }

    private static double Mean(SmallWorld.Person[] people, IReadOnlyDictionary<string, SmallWorld.Item[]> lists) =>
        people.Average(person => lists[person.Id].Average(item => SmallWorld.Satisfaction(person, item)));

    /// <summary>How unlike the items of a list are, in the mean: 1 less the dot product of their meanings.</summary>
    private static double Diversity(SmallWorld world, IReadOnlyDictionary<string, SmallWorld.Item[]> lists) => lists.Values.Average(
        list => (from left in list from right in list where left != right select 1 - Dot(world.MeaningOf(left), world.MeaningOf(right)))
            .Average());

    private static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();

    private static ObservationFused Seen(SmallWorld world, SmallWorld.Person person, int round, int number)
    {
        var observation = Observations.Fused(world.Common, person.Id, new RecommendationOptions { K = SmallWorld.Shown });
        return observation with
        {
            ObservationId = new Guid(round, (short)number, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 1]),
            SessionId = null,
            Perception = observation.Perception with { Session = null },
        };
    }

    private static ItemEncoded Encoded(SmallWorld world, EncodeItem asked)
    {
        var item = world.Of(asked.ItemId);
        return new ItemEncoded
        {
            TenantId = asked.TenantId,
            ItemId = asked.ItemId,
            Revision = asked.Revision,
            Embedding = TensorCodec.Pack(item.Embedding, 1, SharedSpace.Dimension),
            Meaning = TensorCodec.Pack(world.MeaningOf(item), 1, MeaningSpace.Dimension),
            EmotionProfile = Vectors.Peak(Sizes.Emotions, (int)Emotion.Neutral),
            IntentProfile = Vectors.Peak(Sizes.Intents, (int)Intent.Relax),
            Model = "content-bert@1",
        };
    }
}
