using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate.World;

/// <summary>Seeded people and the items they meet. What an item gives a person is in <see cref="Utility"/>, and nowhere else.</summary>
internal sealed class SimulatedWorld
{
    private const int TagsThatAreLoved = 20;

    private readonly Dictionary<string, Thing> _things;

    public SimulatedWorld(int seed, int people, IReadOnlyList<CatalogItem> catalog)
    {
        Dice = new Dice(seed);
        _things = catalog.Select((item, number) => new Thing(
            item.Id!, item.Kind!.Value, (item.Tags ?? []).ToHashSet(), Dice.Of(Purpose.Quality, number).Uniform()))
            .ToDictionary(thing => thing.Id);
        var tags = catalog.SelectMany(item => item.Tags ?? []).CountBy(tag => tag)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(TagsThatAreLoved);
        IReadOnlyList<string> lovable = [.. tags.Select(pair => pair.Key)];
        People = [.. Enumerable.Range(0, people).Select(number => Inhabitant.Make(Dice, number, lovable))];
    }

    public Dice Dice { get; }

    public IReadOnlyList<Inhabitant> People { get; }

    public IReadOnlyCollection<Thing> Things => _things.Values;

    /// <exception cref="SimulationFailedException">The platform recommended what is not in the catalog.</exception>
    public Thing Find(string id) => _things.TryGetValue(id, out var thing)
        ? thing
        : throw new SimulationFailedException($"The platform recommended '{id}', which is not in the catalog: its tenant is not empty.");

    /// <summary>What an item gives a person who feels so, 0 to 1.</summary>
    public static double Utility(Inhabitant person, Emotion feels, Thing thing, double fatigue = 0)
    {
        var fit = Needs.Of(person.NeedsAs[(int)feels]).Any(thing.Tags.Contains) ? 1 : 0;
        var taste = 0.4 + (thing.Kind == person.LovedKind ? 0.3 : thing.Kind == person.AvoidedKind ? -0.4 : 0)
            + (0.15 * person.Loved.Count(thing.Tags.Contains));
        return Math.Clamp((0.35 * fit) + (0.35 * Math.Clamp(taste, 0, 1)) + (0.30 * thing.Quality) - fatigue, 0, 1);
    }
}
