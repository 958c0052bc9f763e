using System.CommandLine;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Import;

/// <summary><c>import</c>: send a file of items, one JSON object a line or CSV. Done in part when a row was refused.</summary>
internal static class ImportCommand
{
    public static Command Create(Input input, Output output)
    {
        var connection = new Connection();
        var file = new Argument<string>("file")
        {
            Description = "Items as NDJSON, or as CSV where the name ends in .csv; - is standard input",
        };
        var format = new Option<ImportFormat?>("--format") { Description = "ndjson or csv, whatever the name" }.OneOf();
        var command = new Command("import", "Import catalog items") { file, format };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var path = arguments.GetRequiredValue(file);
            await using var rows = input.Open(path);
            var report = await new MmeiClient(http).ImportItemsAsync(
                rows, arguments.GetValue(format) ?? ImportFormats.Of(path), cancellationToken);
            if (arguments.GetValue(connection.Json))
            {
                output.WriteJson(report);
            }
            else
            {
                Print(report, output.People(json: false));
            }

            return report.Rejected == 0 ? ExitCode.Done : ExitCode.Partly;
        });
        return command;
    }

    private static void Print(ImportReport report, IAnsiConsole console)
    {
        console.WriteLine($"{report.Accepted} stored, {report.Unchanged} unchanged, {report.Rejected} refused");
        foreach (var row in report.Errors)
        {
            console.WriteLine($"line {row.Line}: {row.Reason}");
        }
    }
}
