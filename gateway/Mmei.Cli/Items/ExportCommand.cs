using System.CommandLine;
using Mmei.Client;
using Spectre.Console;

namespace Mmei.Cli.Items;

/// <summary><c>items export</c>: the whole catalog into a file. A file is there whole or not at all.</summary>
internal static class ExportCommand
{
    public static Command Create(Output output)
    {
        var connection = new Connection();
        var file = new Argument<string>("file") { Description = "Where to: NDJSON, or CSV where the name ends in .csv" };
        var format = new Option<ImportFormat?>("--format") { Description = "ndjson or csv, whatever the name" }.OneOf();
        var command = new Command("export", "The whole catalog as a file, which can be imported again") { file, format };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var path = arguments.GetRequiredValue(file);
            var kind = arguments.GetValue(format) ?? ImportFormats.Of(path);
            var unfinished = $"{path}.part";
            try
            {
                await using (var content = File.Create(unfinished))
                {
                    await new MmeiClient(http).ExportItemsAsync(content, kind, cancellationToken);
                }

                File.Move(unfinished, path, overwrite: true);
            }
            finally
            {
                File.Delete(unfinished);
            }

            output.Write(
                arguments.GetValue(connection.Json), new { file = path }, console => console.WriteLine($"The catalog is in {path}."));
            return ExitCode.Done;
        });
        return command;
    }
}
