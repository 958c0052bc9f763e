using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Simulate.World;

/// <summary>How people look, stay and leave: <c>docs/simulator.md</c>.</summary>
internal static class Behaviour
{
    public const int Rounds = 3;
    public const int Slate = 5;

    private const double LooksOn = 0.85;
    private const double LongestSeconds = 180;
    private const double SkipSeconds = 5;

    /// <summary>What a person does with a list, from the top.</summary>
    public static IReadOnlyList<Look> LookAt(
        SimulatedWorld world, Inhabitant person, Emotion feels, Moment moment, IEnumerable<Thing> slate, Fatigue fatigue)
    {
        var looks = new List<Look>();
        foreach (var thing in slate)
        {
            var key = StableNumber(thing.Id);
            var random = world.Dice.Of(Purpose.Look, person.Number, moment.Session, moment.Round, key);
            var (goesOn, stays, length) = (random.Uniform(), random.Uniform(), Math.Exp(0.25 * random.Gaussian()));
            var utility = SimulatedWorld.Utility(person, feels, thing, fatigue.Of(thing));
            var held = stays < utility;
            var seconds = held ? LongestSeconds * utility * length : SkipSeconds;
            looks.Add(new Look(thing.Id, utility, held, seconds, Opinion(utility, random.Uniform())));
            fatigue.Look(thing);
            if (goesOn >= LooksOn)
            {
                break;
            }
        }

        return looks;
    }

    public static bool Leaves(SimulatedWorld world, Inhabitant person, Moment moment, double satisfaction) =>
        world.Dice.Of(Purpose.Leave, person.Number, moment.Session, moment.Round).Uniform() < 0.1 + (0.6 * (1 - satisfaction));

    /// <summary>Whether they come to the session after.</summary>
    public static bool Returns(SimulatedWorld world, Inhabitant person, int session, double satisfaction) =>
        world.Dice.Of(Purpose.Return, person.Number, session).Uniform() < 0.5 + (0.5 * satisfaction);

    private static SignalKind? Opinion(double utility, double lot) => lot >= 0.5 ? null : utility switch
    {
        > 0.65 => SignalKind.Like,
        < 0.15 => SignalKind.Dislike,
        _ => null,
    };

    // The runtime's own hash of a string differs from process to process.
    private static int StableNumber(string id) => id.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}

internal sealed record Moment(int Session, int Round);

/// <summary>One item looked at.</summary>
internal sealed record Look(string Item, double Utility, bool Held, double Seconds, SignalKind? Opinion);
