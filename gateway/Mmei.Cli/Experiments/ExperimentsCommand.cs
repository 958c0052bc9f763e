using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Experiments;

/// <summary><c>experiments</c>: arms that people are put into, and what comes of each.</summary>
internal static class ExperimentsCommand
{
    public static Command Create(Input input, Output output) => new("experiments", "Arms that people are put into, and what comes of each")
    {
        Verb.Create("list", "The experiments, the latest first", output, (client, _, cancellationToken) =>
            client.GetExperimentsAsync(cancellationToken), Print),
        Show(output), Start(input, output), Stop(output),
    };

    private static Command Show(Output output)
    {
        var name = Name();
        return Verb.Create("show", "What came of each arm", output, (client, typed, cancellationToken) =>
            client.GetExperimentAsync(typed.GetRequiredValue(name), cancellationToken), Print, name);
    }

    private static Command Start(Input input, Output output)
    {
        var name = Name();
        var file = new Argument<string>("file") { Description = "JSON with its arms, as docs/calls.md shows it; - for standard input" };
        return Verb.Create(
            "start",
            "Start it; each person stays in one of its arms from then on",
            output,
            async (client, typed, cancellationToken) => await client.StartExperimentAsync(
                typed.GetRequiredValue(name), await ReadAsync(input, typed.GetRequiredValue(file), cancellationToken), cancellationToken),
            Print,
            name,
            file);
    }

    private static Command Stop(Output output)
    {
        var name = Name();
        return Verb.Create("stop", "End it; its results stay", output, (client, typed, cancellationToken) =>
            client.StopExperimentAsync(typed.GetRequiredValue(name), cancellationToken), Print, name);
    }

    private static Argument<string> Name() => new("name") { Description = "Of the experiment" };

    /// <exception cref="UsageException">It is no experiment.</exception>
    private static async Task<ExperimentRequest> ReadAsync(Input input, string path, CancellationToken cancellationToken)
    {
        await using var file = input.Open(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<ExperimentRequest>(file, MmeiJson.Options, cancellationToken)
                ?? throw new UsageException($"{path} is no experiment: it says null.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path} is no experiment: {exception.Message}");
        }
    }

    private static void Print(ExperimentList list, IAnsiConsole console)
    {
        foreach (var experiment in list.Experiments)
        {
            console.WriteLine(Head(experiment));
        }
    }

    private static void Print(ExperimentAnswer experiment, IAnsiConsole console)
    {
        console.WriteLine(Head(experiment));
        if (experiment.Results is not { } results)
        {
            return;
        }

        var table = new Table().AddColumns("arm", "people", "engagement, s", "satisfaction", "reward", "came back", "diversity");
        foreach (var arm in results)
        {
            table.AddRow(
                arm.Arm, Say($"{arm.Counted} of {arm.Exposed}"), Told(arm.EngagementSeconds), Told(arm.Satisfaction), Told(arm.Reward),
                Told(arm.Retention), Told(arm.Diversity));
        }

        console.Write(table);
        console.WriteLine(
            "In brackets what it is beyond the first arm's, with 95 % however often it is looked at; from 50 people in each arm on.");
    }

    private static string Head(ExperimentAnswer experiment)
    {
        var arms = string.Join(", ", experiment.Arms.Select(arm => Say($"{arm.Name} {arm.Weight:0.##}")));
        var end = experiment.StoppedAt is { } at ? Say($"stopped {at:u}") : "running";
        return Say($"{experiment.Name}: {arms}; started {experiment.StartedAt:u}, {end}");
    }

    private static string Told(ArmOutcome outcome)
    {
        var mean = outcome.Mean is { } value ? Say($"{value:0.###}") : "-";
        return outcome.Difference is { Interval: var interval }
            ? Say($"{mean} ({interval.Low:+0.###;-0.###;0} to {interval.High:+0.###;-0.###;0})")
            : mean;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
