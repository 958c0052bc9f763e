using Mmei.Benchmarks.Measuring;
using Mmei.Feedback.Policies;
using Mmei.Learning.Numerics;
using Mmei.Learning.Policies;

namespace Mmei.Benchmarks.Bandit;

/// <summary>
/// The learner and the policies alone, on one core: updates and decisions a second by dimension, and what policies lose in worlds of known
/// truth, all of them on the same seeds and the same learner.
/// </summary>
internal static class BanditSuite
{
    private const int Candidates = 200;
    private const int WorldDimension = 16;
    private const int WorldItems = 10;

    /// <summary>For each second that a speed is measured: 400 in all unless asked otherwise.</summary>
    private const int SignalsPerSecond = 400;

    private static readonly int[] Dimensions = [64, 128, 256];

    /// <summary>
    /// The usual amount of each. Rewards are 0 or 1 here and vary more than those that are served: lin-ts explores by twice as much.
    /// </summary>
    private static readonly (string Policy, double Exploration)[] Contestants =
    [
        (KnownPolicies.ThompsonSampling, 0.1), (KnownPolicies.UpperConfidence, 0.2), (KnownPolicies.EpsilonGreedy, 0.05),
        (KnownPolicies.Softmax, 0.02), (KnownPolicies.SquareCb, 0.05), (KnownPolicies.Random, 0),
    ];

    /// <param name="seeds">How many worlds of each kind.</param>
    /// <param name="people">How many come to each.</param>
    /// <param name="seconds">How long each speed is measured.</param>
    /// <param name="progress">What is under way.</param>
    /// <param name="time">The clock.</param>
    public static async Task<BanditReport> RunAsync(int seeds, int people, double seconds, TextWriter progress, TimeProvider time)
    {
        var machine = Machine.Read();
        var figures = new Dictionary<string, double>();
        foreach (var dimension in Dimensions)
        {
            await progress.WriteLineAsync($"Updates and decisions of {dimension} features");
            Measure(dimension, TimeSpan.FromSeconds(seconds), time, figures);
        }

        await progress.WriteLineAsync("From a signal to the rankers");
        var arrived = await SignalToRanker.MeasureAsync(Math.Max(10, (int)(SignalsPerSecond * seconds)), time);
        figures["signal_to_ranker_p50_ms"] = Math.Round(arrived[arrived.Length / 2], 1);
        figures["signal_to_ranker_p99_ms"] = Math.Round(arrived[(int)(0.99 * (arrived.Length - 1))], 1);
        var regrets = new Dictionary<string, Spread>();
        foreach (var linear in new[] { true, false })
        {
            foreach (var (policy, exploration) in Contestants)
            {
                var name = $"{policy}_{(linear ? "linear" : "bent")}";
                await progress.WriteLineAsync($"{seeds} worlds, {people} people each: {name}");
                regrets[name] = Spread.Of(
                    [
                        .. Enumerable.Range(0, seeds).Select(seed => Regret.Of(
                            new BanditWorld(WorldDimension, WorldItems, linear, seed), policy, exploration, people, seed)),
                    ]);
            }
        }

        return BanditReport.Of(figures, regrets, machine, seeds, people, time.GetUtcNow());
    }

    private static void Measure(int dimension, TimeSpan span, TimeProvider time, Dictionary<string, double> figures)
    {
        var world = new BanditWorld(dimension, Candidates, linear: true, dimension);
        var (items, posterior) = (world.Next(), new LinearPosterior(dimension));
        figures[$"updates_per_s_{dimension}"] = Math.Round(1000 / Milliseconds(i => posterior.Add(items[i % Candidates], 0.5)));
        var state = posterior.ToPolicy(1, 1, 0.05);
        figures[$"solve_ms_{dimension}"] = Milliseconds(_ => posterior.ToPolicy(1, 1, 0.05));
        figures[$"score_{Candidates}_ms_{dimension}"] = Milliseconds(i =>
        {
            var beliefs = new LinearBeliefs(state, items);
            beliefs.Draw(new SeededRandom(i), new double[Candidates]);
        });
        foreach (var policy in new[] { KnownPolicies.ThompsonSampling, KnownPolicies.UpperConfidence, KnownPolicies.SquareCb })
        {
            var named = state.With(policy, 0.05);
            figures[$"decide_{Candidates}_{policy}_ms_{dimension}"] = Milliseconds(i =>
            {
                var propensities = new double[Candidates];
                KnownPolicies.Of(named).Propensities(new LinearBeliefs(named, items), new SeededRandom(i, stream: 1), propensities);
                Choice.Draw(propensities, new SeededRandom(i));
            });
        }

        double Milliseconds(Action<int> work)
        {
            // What is compiled on the way does not count.
            var (warm, count) = (0, 0);
            for (var until = time.GetTimestamp(); time.GetElapsedTime(until) < span / 2; warm++)
            {
                work(warm);
            }

            var started = time.GetTimestamp();
            for (; time.GetElapsedTime(started) < span; count++)
            {
                work(count);
            }

            return Math.Round(time.GetElapsedTime(started).TotalMilliseconds / count, 4);
        }
    }
}
