using System.CommandLine;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Import;

/// <summary><c>import</c>: send a file of items, one JSON object a line. Fails when a row was refused.</summary>
internal static class ImportCommand
{
    public static Command Create(Output output)
    {
        var connection = new Connection();
        var file = new Argument<FileInfo>("file") { Description = "Items as JSON, one a line" };
        var command = new Command("import", "Import catalog items") { file };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            await using var rows = arguments.GetRequiredValue(file).OpenRead();
            var report = await new MmeiClient(http).ImportItemsAsync(rows, cancellationToken);
            if (arguments.GetValue(connection.Json))
            {
                output.WriteJson(report);
            }
            else
            {
                Print(report, output.People(json: false));
            }

            return report.Rejected == 0 ? 0 : 1;
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
