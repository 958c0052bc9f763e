using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;

namespace Mmei.Ranking.Tests.World;

/// <summary>
/// A world whose truth is known. Its rules, written down before it was run:
/// <list type="bullet">
/// <item>120 items, 30 of each kind. Each has two of 12 tags, which are directions of meaning, and a hidden quality, uniform in [0, 1],
/// that nothing in its encoding tells of. Moods do not matter here: all items carry the same profiles, and E_c is one direction with a
/// fifth of noise.</item>
/// <item>80 people. Each loves one kind, avoids another, and loves three tags. How satisfied somebody is with an item is 0.1, and 0.25 for
/// the loved kind, less 0.1 for the avoided one, 0.15 for each loved tag, and 0.4 times the item's quality; within [0.02, 0.98].</item>
/// <item>In each of 25 rounds people get five items. The first 40 like each with the probability of their satisfaction, and skip it
/// otherwise: 5,000 signals. The other 40 never say anything; they are asked before and afterwards.</item>
/// <item>Chance is the mean satisfaction over all items; possible is the mean over a person's own best five; quality alone is the mean over
/// the five items of the highest quality, the same for all.</item>
/// </list>
/// </summary>
internal sealed class SmallWorld
{
    public const int Rounds = 25;
    public const int Shown = 5;
    private const int Items = 120;
    private const int People = 80;
    private const int Tags = 12;

    private readonly float[][] _directions;
    private readonly Dictionary<string, Item> _items;
    private readonly Person[] _people;

    public SmallWorld(int seed)
    {
        var random = new Random(seed);
        _directions = [.. Enumerable.Range(0, Tags).Select(_ => Direction(random, MeaningSpace.Dimension))];
        var common = Direction(random, SharedSpace.Dimension);
        _items = Enumerable.Range(0, Items).Select(number => new Item(
            $"i{number:D3}",
            (ContentKind)(number % Sizes.ContentKinds),
            Some(random, Tags, 2),
            random.NextDouble(),
            Near(common, Direction(random, SharedSpace.Dimension), 0.2f),
            Direction(random, MeaningSpace.Dimension))).ToDictionary(item => item.Id);
        _people =
        [
            .. Enumerable.Range(0, People).Select(number =>
            {
                var kinds = Some(random, Sizes.ContentKinds, 2);
                return new Person(
                    $"u{number:D2}", number < People / 2, (ContentKind)kinds[0], (ContentKind)kinds[1], Some(random, Tags, 3));
            }),
        ];
        Common = common;
    }

    /// <summary>F of everybody.</summary>
    public float[] Common { get; }

    public IEnumerable<Item> Catalog => _items.Values;

    public IEnumerable<Person> Talkers => _people.Where(person => person.Talks);

    public IEnumerable<Person> Silent => _people.Where(person => !person.Talks);

    public Item Of(string id) => _items[id];

    /// <summary>What an item is about, as its encoding says it.</summary>
    public float[] MeaningOf(Item item)
    {
        var sum = new float[MeaningSpace.Dimension];
        foreach (var tag in item.Tags)
        {
            sum = [.. sum.Zip(_directions[tag], (left, right) => left + right)];
        }

        return Near(Vectors.Unit(sum), item.Noise, 0.2f);
    }

    public static double Satisfaction(Person person, Item item) => Math.Clamp(
        0.1
            + (item.Kind == person.Loved ? 0.25 : item.Kind == person.Avoided ? -0.1 : 0)
            + (0.15 * item.Tags.Count(person.Tags.Contains))
            + (0.4 * item.Quality),
        0.02,
        0.98);

    public double Chance(IEnumerable<Person> people) => people.Average(person => Catalog.Average(item => Satisfaction(person, item)));

    public double Possible(IEnumerable<Person> people) => people.Average(
        person => Catalog.Select(item => Satisfaction(person, item)).OrderDescending().Take(Shown).Average());

    public double QualityAlone(IEnumerable<Person> people)
    {
        var best = Catalog.OrderByDescending(item => item.Quality).Take(Shown).ToArray();
        return people.Average(person => best.Average(item => Satisfaction(person, item)));
    }

    private static float[] Near(float[] vector, float[] noise, float share) =>
        Vectors.Unit([.. vector.Zip(noise, (value, other) => value + (share * other))]);

    private static float[] Direction(Random random, int dimension) =>
        Vectors.Unit([.. Enumerable.Range(0, dimension).Select(_ => (float)(random.NextDouble() - 0.5))]);

    private static int[] Some(Random random, int of, int count)
    {
        var all = Enumerable.Range(0, of).ToArray();
        random.Shuffle(all);
        return all[..count];
    }

    public sealed record Item(string Id, ContentKind Kind, int[] Tags, double Quality, float[] Embedding, float[] Noise);

    public sealed record Person(string Id, bool Talks, ContentKind Loved, ContentKind Avoided, int[] Tags);
}
