using Mmei.Learning.Numerics;

namespace Mmei.Cli.Simulate.World;

/// <summary>
/// Random numbers that are a function of what they are for, not of how many were drawn before: two arms that part ways still meet the same
/// luck at the same person, session, round and item.
/// </summary>
internal sealed class Dice(int seed)
{
    /// <summary>The numbers of one purpose; the same key gives the same ones.</summary>
    public SeededRandom Of(Purpose purpose, params ReadOnlySpan<int> key)
    {
        var mixed = Mix((uint)seed);
        mixed = Mix(mixed + (uint)purpose);
        foreach (var number in key)
        {
            mixed = Mix(mixed + (uint)number);
        }

        return new SeededRandom(unchecked((long)mixed));
    }

    // SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}

/// <summary>What numbers are for. Which number it has is part of the world: another one makes other people of the same seed.</summary>
internal enum Purpose
{
    Person = 0,
    Emotion = 1,
    Quality = 2,
    Look = 3,
    Leave = 5,
    Return = 6,
    Words = 7,
    Confusion = 8,
    Carrier = 9,
}
