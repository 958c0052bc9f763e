using System.CommandLine;
using Mmei.Cli.Import;
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
        Status(output),
        AttributesCommand.Show(output),
        AttributesCommand.Declare(output),
    };

    private static Command List(Output output)
    {
        var limit = new Option<int?>("--limit") { Description = "How many at most" }.WholeNumber();
        var kind = new Option<ContentKind?>("--kind") { Description = "music, image, video or story" }.OneOf();
        var cursor = new Option<string?>("--cursor") { Description = "The next of the page before" };
        return Verb.Create(
            "list",
            "A page of items, in the order of ids",
            output,
            (client, typed, cancellationToken) => client.ListItemsAsync(
                typed.GetValue(cursor), typed.GetValue(limit), typed.GetValue(kind), cancellationToken),
            Print,
            limit,
            kind,
            cursor);
    }

    private static Command Get(Output output)
    {
        var id = Item();
        return Verb.Create("get", "One item, as it is stored", output, (client, typed, cancellationToken) =>
            client.GetItemAsync(typed.GetRequiredValue(id), cancellationToken), Print, id);
    }

    private static Command Delete(Output output)
    {
        var id = Item();
        return Verb.Create("delete", "Take an item out; it is recommended no more", output, async (client, typed, cancellationToken) =>
        {
            var item = typed.GetRequiredValue(id);
            await client.DeleteItemAsync(item, cancellationToken);
            return new DeletedItem(item);
        }, (done, console) => console.WriteLine($"{done.Deleted} is deleted."), id);
    }

    private static Command Status(Output output) => Verb.Create(
        "status",
        "How far the index is behind the catalog, and a re-index with it",
        output,
        (client, _, cancellationToken) => client.GetCatalogStatusAsync(cancellationToken),
        Print);

    private static Argument<string> Item() => new("id") { Description = "The item" };

    private static void Print(CatalogStatus status, IAnsiConsole console)
    {
        console.WriteLine($"{status.Indexed} of {status.Items} items can be recommended.");
        if (status.Reindex is { } reindex)
        {
            console.WriteLine(
                $"They are found by {reindex.ServingModel}; {reindex.NextModel} has encoded {reindex.Encoded} of them to take its place.");
            if (reindex.WaitsFor is { } fusion)
            {
                console.WriteLine($"It was fitted with {string.Join(", ", fusion)}, and serves once no other fusion model is in force.");
            }
        }
    }

    private static void Print(ItemAnswer item, IAnsiConsole console) => Print(new ItemPage { Items = [item] }, console);

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

    private sealed record DeletedItem(string Deleted);
}
