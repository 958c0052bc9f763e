namespace Mmei.Learning.Evaluation;

/// <summary>
/// The expected reward of an action in one of a few contexts: the mean of its cell, drawn towards that of all as far as cells differ by
/// chance alone (credibility n / (n + k) of Buhlmann, 1967, with k = variance within / variance between cells). Cross-fitted: a round is
/// told by the rounds of the other folds (Chernozhukov et al., 2018).
/// </summary>
/// <param name="rounds">Context, action and reward of each round of the log.</param>
/// <param name="target">pi_e(a|x): a row for each context, a column for each action.</param>
/// <param name="folds">At least 2; a round's fold is its index modulo this.</param>
public sealed class CellMeans(IReadOnlyList<CellRound> rounds, IReadOnlyList<double[]> target, int folds = 3) : IOutcomeModel
{
    private readonly CellRound[] _rounds = [.. rounds];
    private readonly int _actions = target[0].Length;

    public void Fit(ReadOnlySpan<int> counts, Span<double> chosen, Span<double> ofTarget)
    {
        for (var fold = 0; fold < folds; fold++)
        {
            var expected = Expected(counts, fold);
            var ofContext = Enumerable.Range(0, target.Count).Select(context => OfTarget(expected, context)).ToArray();
            for (var i = fold; i < counts.Length; i += folds)
            {
                chosen[i] = expected[Cell(_rounds[i])];
                ofTarget[i] = ofContext[_rounds[i].Context];
            }
        }
    }

    private int Cell(CellRound round) => (round.Context * _actions) + round.Action;

    private double OfTarget(double[] expected, int context)
    {
        var sum = 0.0;
        for (var action = 0; action < _actions; action++)
        {
            sum += target[context][action] * expected[(context * _actions) + action];
        }

        return sum;
    }

    /// <summary>What is expected in each cell by what is not of this fold.</summary>
    private double[] Expected(ReadOnlySpan<int> counts, int fold)
    {
        var cells = new Moments[target.Count * _actions];
        for (var i = 0; i < counts.Length; i++)
        {
            if (i % folds != fold)
            {
                cells[Cell(_rounds[i])].Add(counts[i], _rounds[i].Reward);
            }
        }

        var all = new Moments();
        foreach (var cell in cells)
        {
            all.Add(cell);
        }

        var pull = Pull(cells, all);
        return Array.ConvertAll(cells, cell => cell.Count + pull > 0 ? (cell.Sum + (pull * all.Mean)) / (cell.Count + pull) : all.Mean);
    }

    /// <summary>k: so many rounds of the overall mean are added to each cell; infinite where cells do not differ beyond chance.</summary>
    private static double Pull(Moments[] cells, Moments all)
    {
        var seen = cells.Count(cell => cell.Count > 0);
        var within = cells.Sum(cell => cell.Deviation) / Math.Max(1, all.Count - seen);
        var between = cells.Sum(cell => cell.Count * Square(cell.Mean - all.Mean)) - ((seen - 1) * within);
        var scale = all.Count - (cells.Sum(cell => Square(cell.Count)) / Math.Max(1, all.Count));
        return between > 0 ? within * scale / between : LargestPull;
    }

    // Beyond any log, and still finite: with it a cell's mean is that of all.
    private const double LargestPull = 1e15;

    private static double Square(double value) => value * value;

    /// <summary>Count, sum and squares of rewards.</summary>
    private struct Moments
    {
        private double _squares;

        public double Count { get; private set; }

        public double Sum { get; private set; }

        public readonly double Mean => Count > 0 ? Sum / Count : 0;

        /// <summary>Sum of squared distances from the mean.</summary>
        public readonly double Deviation => Math.Max(0, _squares - (Sum * Mean));

        public void Add(int count, double reward)
        {
            Count += count;
            Sum += count * reward;
            _squares += count * reward * reward;
        }

        public void Add(Moments other)
        {
            Count += other.Count;
            Sum += other.Sum;
            _squares += other._squares;
        }
    }
}

/// <summary>A round as <see cref="CellMeans"/> reads it.</summary>
/// <param name="Context">From 0.</param>
/// <param name="Action">From 0.</param>
/// <param name="Reward">Finite.</param>
public readonly record struct CellRound(int Context, int Action, double Reward);
