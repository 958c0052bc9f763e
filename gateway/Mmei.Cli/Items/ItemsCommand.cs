using System.CommandLine;
using Mmei.Cli.Import;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Spectre.Console;

namespace Mmei.Cli.Items;

/// <summary><c>items</c>: the catalog. <c>items import</c> is what <c>import</c> is.</summary>
internal static class ItemsCommand
{
    public static Command Create(Input input, Output output) => new("items", "The catalog")
    {
        ImportCommand.Create(input, output),
        ExportCommand.Create(output),
        List(output),
        Get(output),
        Delete(output),
    };

    private static Command List(Output output)
    {
        var connection = new Connection();
        var limit = new Option<int?>("--limit") { Description = "How many at most" }.WholeNumber();
        var kind = new Option<ContentKind?>("--kind") { Description = "music, image, video or story" }.OneOf();
        var cursor = new Option<string?>("--cursor") { Description = "The next of the page before" };
        var command = new Command("list", "A page of items, in the order of ids") { limit, kind, cursor };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var page = await new MmeiClient(http).ListItemsAsync(
                arguments.GetValue(cursor), arguments.GetValue(limit), arguments.GetValue(kind), cancellationToken);
            output.Write(arguments.GetValue(connection.Json), page, console => Print(page, console));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Get(Output output)
    {
        var connection = new Connection();
        var id = new Argument<string>("id") { Description = "The item" };
        var command = new Command("get", "One item, as it is stored") { id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var item = await new MmeiClient(http).GetItemAsync(arguments.GetRequiredValue(id), cancellationToken);
            output.Write(arguments.GetValue(connection.Json), item, console => Print(new ItemPage { Items = [item] }, console));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Delete(Output output)
    {
        var connection = new Connection();
        var id = new Argument<string>("id") { Description = "The item" };
        var command = new Command("delete", "Take an item out; it is recommended no more") { id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var item = arguments.GetRequiredValue(id);
            await new MmeiClient(http).DeleteItemAsync(item, cancellationToken);
            output.Write(arguments.GetValue(connection.Json), new { deleted = item }, console => console.WriteLine($"{item} is deleted."));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(ItemPage page, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("item", "kind", "title", "tags", "indexed");
        foreach (var item in page.Items)
        {
            table.AddRow(
                new Text(item.Id),
                new Text(item.Kind.ToString().ToLowerInvariant()),
                new Text(item.Title),
                new Text(string.Join(", ", item.Tags)),
                new Text(item.Indexed ? "yes" : "not yet"));
        }

        console.Write(table);
        if (page.Next is { } next)
        {
            console.WriteLine($"More: --cursor {next}");
        }
    }
}
