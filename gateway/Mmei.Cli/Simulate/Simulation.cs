using System.Globalization;
using Mmei.Cli.Simulate.World;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Spectre.Console;

namespace Mmei.Cli.Simulate;

/// <summary>Runs the arms, each against a tenant of its own, and compares them.</summary>
/// <param name="platforms">One for each tenant.</param>
/// <param name="samples">What people show and say, and the catalog.</param>
/// <param name="console">For people.</param>
/// <param name="time">Of signals.</param>
internal sealed class Simulation(
    IReadOnlyList<MmeiClient> platforms, Samples samples, IAnsiConsole console, TimeProvider time)
{
    private static readonly double[] Accuracies = [1.0 / 7, 0.3, 0.45, 0.6, 0.8, 1];

    /// <summary>How many tenants a run takes.</summary>
    public static int TenantsOf(bool sweep) => sweep ? 4 + Accuracies.Length : 4;

    public async Task<SimulationReport> RunAsync(SimulationPlan plan, CancellationToken cancellationToken)
    {
        var world = new SimulatedWorld(plan.Seed, plan.Users, samples.Catalog);
        var deadlineMs = (await platforms[0].GetLimitsAsync(cancellationToken)).MaxDeadlineMs;
        var carriers = plan.Fast ? await FindCarriersAsync(deadlineMs, cancellationToken) : null;
        var arms = ArmsOf(plan, world, carriers);
        var results = new ArmResult[arms.Count];

        // Tenants know nothing of each other, so arms may run side by side; within one, everything is in order.
        var side = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, arms.Count, side, async (i, stop) =>
        {
            await using var catalog = File.OpenRead(plan.Catalog);
            results[i] = await new ArmRun(platforms[i], world, arms[i], deadlineMs, time).RunAsync(plan.Sessions, catalog, stop);
            console.WriteLine($"{arms[i].Name}: {results[i].Visits.Count} sessions.");
        });
        return SimulationReport.Of(plan.Seed, plan.Users, plan.Sessions, plan.Fast, results);
    }

    private IReadOnlyList<Arm> ArmsOf(
        SimulationPlan plan, SimulatedWorld world, IReadOnlyDictionary<Emotion, IReadOnlyList<string>>? carriers)
    {
        Channel agnostic = new NeutralWords();
        Channel driven = carriers is null
            ? new RealMedia(samples, world.Dice)
            : new ConfusedWords(carriers, samples.Confusion, world.Dice);
        IReadOnlyList<Arm> sweep = plan.Sweep && carriers is not null
            ?
            [
                .. Accuracies.Select(accuracy => new Arm(
                    string.Create(CultureInfo.InvariantCulture, $"emotion-driven, with learning, {accuracy:P0} through"),
                    new ConfusedWords(carriers, ConfusedWords.WithAccuracy(samples.Confusion, accuracy), world.Dice),
                    Learns: true)
                {
                    Accuracy = accuracy,
                }),
            ]
            : [];
        return
        [
            new Arm(ArmNames.Agnostic, agnostic, Learns: false), new Arm(ArmNames.AgnosticLearning, agnostic, Learns: true),
            new Arm(ArmNames.Emotion, driven, Learns: false), new Arm(ArmNames.EmotionLearning, driven, Learns: true), .. sweep,
        ];
    }

    /// <summary>Sentences that the platform reads as what they were written for, so that errors are the matrix's alone.</summary>
    private async Task<IReadOnlyDictionary<Emotion, IReadOnlyList<string>>> FindCarriersAsync(
        int deadlineMs, CancellationToken cancellationToken)
    {
        var carriers = new Dictionary<Emotion, IReadOnlyList<string>>();
        foreach (var (emotion, sentences) in samples.Sentences)
        {
            var read = new List<string>();
            foreach (var sentence in sentences)
            {
                var request = new ObservationRequest { Text = sentence, Options = new OptionsRequest { K = 1, DeadlineMs = deadlineMs } };
                if ((await platforms[0].ObserveAsync(request, cancellationToken)).Emotion.Label == emotion)
                {
                    read.Add(sentence);
                }
            }

            console.WriteLine($"{emotion}: {read.Count} of {sentences.Count} sentences are read as it.");
            carriers[emotion] = read.Count > 0
                ? read
                : throw new SimulationFailedException($"The platform reads no sentence as {emotion}, so words cannot carry it.");
        }

        return carriers;
    }
}

/// <summary>What to run.</summary>
internal sealed record SimulationPlan(int Users, int Sessions, int Seed, bool Fast, bool Sweep, string Catalog);
