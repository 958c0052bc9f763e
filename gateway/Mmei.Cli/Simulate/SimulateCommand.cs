using System.CommandLine;
using Mmei.Client;

namespace Mmei.Cli.Simulate;

/// <summary><c>simulate</c>: made people live with the platform, once in each arm; <c>docs/simulator.md</c> says how.</summary>
internal static class SimulateCommand
{
    public static Command Create(Output output, TimeProvider time)
    {
        var url = new Option<string>("--url") { Description = "The platform's address, such as http://127.0.0.1:8080", Required = true };
        var keys = new Option<string[]>("--key")
        {
            Description = "An API key of an empty tenant for each arm: "
                + $"{Simulation.TenantsOf(false)}, and with --sweep {Simulation.TenantsOf(true)}",
            Required = true,
        };
        var users = Count("--users", 40, "How many people");
        var sessions = Count("--sessions", 10, "How many sessions each may have");
        var seed = new Option<int>("--seed") { Description = "Of the world", DefaultValueFactory = _ => 1 }.WholeNumber();
        var fast = new Option<bool>("--fast") { Description = "Words by the measured confusion of emotions, instead of media" };
        var sweep = new Option<bool>("--sweep") { Description = "Also by the accuracy of recognition; with --fast" };
        var samples = new Option<DirectoryInfo>("--samples")
        {
            Description = "The folder with catalog.ndjson, sentences.json, confusion.json and media",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("models", "samples")),
        };
        var plots = new Option<DirectoryInfo?>("--plots") { Description = "A folder for pictures (SVG)" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on standard output" };
        var command = new Command("simulate", "Let made people live with the platform, and compare what they get from it")
        {
            url, keys, users, sessions, seed, fast, sweep, samples, plots, json,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = arguments.GetRequiredValue(samples).FullName;
            var plan = new SimulationPlan(
                arguments.GetValue(users), arguments.GetValue(sessions), arguments.GetValue(seed), arguments.GetValue(fast),
                arguments.GetValue(sweep), Path.Combine(folder, "catalog.ndjson"));
            if (plan is { Sweep: true, Fast: false })
            {
                throw new UsageException("--sweep sets how emotions are confused, which media do not let it: it needs --fast.");
            }

            var given = arguments.GetRequiredValue(keys).Distinct().ToList();
            if (given.Count < Simulation.TenantsOf(plan.Sweep))
            {
                throw new UsageException(
                    $"--key: {Simulation.TenantsOf(plan.Sweep)} different keys are needed, one for each arm, not {given.Count}.");
            }

            var opened = given.Select(key => Connection.Open(arguments.GetRequiredValue(url), key)).ToList();
            try
            {
                var people = output.People(arguments.GetValue(json));
                var simulation = new Simulation(
                    [.. opened.Select(http => new MmeiClient(http))], await Samples.ReadAsync(folder, cancellationToken), people, time);
                var report = await simulation.RunAsync(plan, cancellationToken);
                await DrawAsync(arguments.GetValue(plots), report, cancellationToken);
                SimulationView.Write(people, report);
                if (arguments.GetValue(json))
                {
                    output.WriteJson(report);
                }
            }
            finally
            {
                opened.ForEach(http => http.Dispose());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task DrawAsync(DirectoryInfo? folder, SimulationReport report, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return;
        }

        folder.Create();
        var name = Path.Combine(folder.FullName, report.Fast ? "simulate-fast" : "simulate");
        await File.WriteAllTextAsync($"{name}-ndcg.svg", SimulationPlots.Ndcg(report), cancellationToken);
        if (report.Sweep.Count > 0)
        {
            await File.WriteAllTextAsync($"{name}-sweep.svg", SimulationPlots.Sweep(report), cancellationToken);
        }
    }

    private static Option<int> Count(string name, int usual, string what)
    {
        var option = new Option<int>(name) { Description = what, DefaultValueFactory = _ => usual }.WholeNumber();
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError($"{name} takes 1 to 10000.");
            }
        });
        return option;
    }
}
