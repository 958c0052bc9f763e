using System.CommandLine;
using Mmei.Cli.RealData;
using Mmei.Client;

namespace Mmei.Cli.Demo;

/// <summary><c>demo</c>: the whole story against a running platform. Exit 0 only when everything it claims held.</summary>
internal static class DemoCommand
{
    public static Command Create(Output output, TimeProvider time)
    {
        var connection = new Connection();
        var samples = new Option<DirectoryInfo>("--samples")
        {
            Description = "The folder with catalog.ndjson, observations.json and media",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("models", "samples")),
        };
        var data = new Option<DirectoryInfo?>("--data")
        {
            Description = "Take real faces, voices and sentences from fer2013, ravdess and goemotions in this folder (the models may have been trained on some)",
        };
        var people = new Option<int>("--people")
        {
            Description = "With --data: how many people, 3 to 7, one per emotion",
            DefaultValueFactory = _ => 4,
        }.WholeNumber();
        var seed = new Option<int>("--seed") { Description = "With --data: which of them", DefaultValueFactory = _ => 1 }.WholeNumber();
        var timeout = new Option<int>("--timeout")
        {
            Description = "Seconds to wait for the index, and for learning",
            DefaultValueFactory = _ => 120,
        }.WholeNumber();
        people.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 3 or > 7)
            {
                result.AddError("--people takes 3 to 7.");
            }
        });
        var command = new Command("demo", "Import, perceive, recommend, learn: and show each") { samples, data, people, seed, timeout };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = arguments.GetRequiredValue(samples).FullName;
            var cast = arguments.GetValue(data) is { } real
                ? await RealPeople.ChooseAsync(real.FullName, arguments.GetValue(people), arguments.GetValue(seed), cancellationToken)
                : await SamplePeople.ReadAsync(folder, cancellationToken);
            var json = arguments.GetValue(connection.Json);
            using var http = connection.Open(arguments);
            var run = new DemoRun(new MmeiClient(http), output.People(json), time, TimeSpan.FromSeconds(arguments.GetValue(timeout)));
            var report = await run.RunAsync(Path.Combine(folder, "catalog.ndjson"), cast, cancellationToken);
            if (json)
            {
                output.WriteJson(report.ToJson());
            }

            return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Partly;
        });
        return command;
    }
}
