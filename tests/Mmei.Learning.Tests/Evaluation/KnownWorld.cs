using Mmei.Learning.Evaluation;
using Mmei.Learning.Numerics;

namespace Mmei.Learning.Tests.Evaluation;

/// <summary>A few kinds of people, a few items, and how likely each likes each: the true value of any policy can be computed.</summary>
internal sealed class KnownWorld
{
    private const int Contexts = 3;
    private const int Actions = 5;

    private readonly double[][] _liked;

    public KnownWorld(long seed)
    {
        var random = new SeededRandom(seed);
        _liked = Table(() => 0.1 + (0.6 * random.Uniform()));
        Logging = Normalised(Table(() => 0.3 + random.Uniform()));
        Target = Normalised(Table(() => Math.Pow(random.Uniform(), 2) + 0.02));
    }

    public double[][] Logging { get; }

    public double[][] Target { get; }

    public double Value => Enumerable.Range(0, Contexts).Average(x => Target[x].Zip(_liked[x], (pi, mu) => pi * mu).Sum());

    /// <summary>What the logging policy would log.</summary>
    public (LoggedRound[] Rounds, CellRound[] Cells) Log(int length, SeededRandom random)
    {
        var (rounds, cells) = (new LoggedRound[length], new CellRound[length]);
        for (var i = 0; i < length; i++)
        {
            var context = random.Below(Contexts);
            var action = Draw(Logging[context], random);
            var reward = random.Uniform() < _liked[context][action] ? 1 : 0;
            rounds[i] = new LoggedRound(reward, Logging[context][action], Target[context][action]);
            cells[i] = new CellRound(context, action, reward);
        }

        return (rounds, cells);
    }

    private static int Draw(double[] probabilities, SeededRandom random)
    {
        var (left, action) = (random.Uniform(), 0);
        while (action < probabilities.Length - 1 && (left -= probabilities[action]) >= 0)
        {
            action++;
        }

        return action;
    }

    private static double[][] Table(Func<double> cell) =>
        [.. Enumerable.Range(0, Contexts).Select(_ => Enumerable.Range(0, Actions).Select(_ => cell()).ToArray())];

    private static double[][] Normalised(double[][] table) => [.. table.Select(row => row.Select(cell => cell / row.Sum()).ToArray())];
}
