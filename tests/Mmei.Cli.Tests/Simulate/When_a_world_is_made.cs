using Mmei.Cli.Simulate.World;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Tests.Simulate;

public sealed class When_a_world_is_made
{
    [Fact]
    public void Should_be_the_same_of_the_same_seed_and_another_of_another()
    {
        Describe(Worlds.Of(1)).ShouldBe(Describe(Worlds.Of(1)));
        Describe(Worlds.Of(1)).ShouldNotBe(Describe(Worlds.Of(2)));
    }

    /// <summary>More people leave those there are as they are.</summary>
    [Fact]
    public void Should_keep_people_when_more_come() => Describe(Worlds.Of(1, 30)).ShouldBe(Describe(Worlds.Of(1, 31)).Take(30));

    [Fact]
    public void Should_give_less_of_what_was_seen_and_get_over_it()
    {
        var thing = Worlds.Of(1).Things.First();
        var fatigue = new Fatigue();
        fatigue.Begin(0);
        fatigue.Of(thing).ShouldBe(0);
        fatigue.Look(thing);
        fatigue.Of(thing).ShouldBe(0.48, 1e-9);

        fatigue.Begin(1);
        fatigue.Of(thing).ShouldBe(0.2, 1e-9);
        fatigue.Begin(3);
        fatigue.Of(thing).ShouldBe(0.05, 1e-9);
    }

    [Fact]
    public void Should_value_what_does_good_in_an_emotion_by_its_weight()
    {
        var world = Worlds.Of(1, 200);
        var person = world.People.First(one => one.NeedsAs[(int)Emotion.Sadness] == Emotion.Sadness
            && one.NeedsAs[(int)Emotion.Joy] == Emotion.Joy);
        var comfort = world.Things.First(thing => thing.Tags.Contains("comfort") && thing.Kind != person.AvoidedKind);

        var gain = SimulatedWorld.Utility(person, Emotion.Sadness, comfort) - SimulatedWorld.Utility(person, Emotion.Joy, comfort);

        gain.ShouldBe(0.35, 1e-9);
    }

    /// <summary>What one arm did before must not change the luck of what both do.</summary>
    [Fact]
    public void Should_give_two_arms_the_same_luck_with_the_same_item()
    {
        var world = Worlds.Of(1);
        var (person, first, second) = (world.People[0], world.Find("m-0"), world.Find("m-4"));

        var alone = Behaviour.LookAt(world, person, Emotion.Joy, new Moment(2, 1), [first], Rested());
        _ = Behaviour.LookAt(world, person, Emotion.Joy, new Moment(0, 0), [second, first], Rested());
        var again = Behaviour.LookAt(world, person, Emotion.Joy, new Moment(2, 1), [first, second], Rested());

        again[0].ShouldBe(alone[0]);
    }

    private static Fatigue Rested() => new();

    private static IEnumerable<string> Describe(SimulatedWorld world) => world.People.Select(person =>
        $"{person.LovedKind} {person.AvoidedKind} {string.Join(',', person.Loved.Order())} {string.Join(',', person.NeedsAs)} "
        + string.Join(',', Enumerable.Range(0, 8).Select(session => person.Feels(world.Dice, session))));
}
