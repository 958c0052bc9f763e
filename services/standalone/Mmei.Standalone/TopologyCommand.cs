using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Mmei.Messaging;

namespace Mmei.Standalone;

/// <summary>
/// <c>topology</c>: writes out every queue of the platform, with how it is declared and what it takes, and starts nothing.
/// </summary>
internal static class TopologyCommand
{
    public const string Name = "topology";

    private const int WrongUsage = 2;
    private const int MostShards = 256;

    /// <returns>0, or 2 where the command line is wrong, with why and how on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var shards = new Option<int>("--shards")
        {
            Description = "How many fusion shards there are",
            DefaultValueFactory = _ => new FusionTopologyOptions().Shards,
            CustomParser = result => Value<int>(
                result,
                int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostShards
                    ? count : null,
                $"--shards takes a whole number from 1 to {MostShards}"),
        };
        var type = new Option<QueueType>("--queue-type")
        {
            Description = "Quorum or Classic",
            DefaultValueFactory = _ => QueueType.Quorum,
            CustomParser = result => Value<QueueType>(
                result,
                Enum.GetNames<QueueType>().Contains(Text(result), StringComparer.OrdinalIgnoreCase)
                    ? Enum.Parse<QueueType>(Text(result), ignoreCase: true) : null,
                $"--queue-type takes {string.Join(" or ", Enum.GetNames<QueueType>())}"),
        };
        var command = new RootCommand("Write out the queues as JSON") { shards, type };
        command.SetAction(
            arguments => Console.WriteLine(TopologyDocument.Write(new Topology(arguments.GetValue(shards), arguments.GetValue(type)))));
        var parsed = command.Parse(args);
        if (parsed.Action is not ParseErrorAction)
        {
            return await parsed.InvokeAsync();
        }

        await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
        return WrongUsage;
    }

    private static string Text(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";

    private static T Value<T>(ArgumentResult result, T? value, string takes)
        where T : struct
    {
        if (value is null)
        {
            result.AddError($"{takes}, not '{Text(result)}'.");
        }

        return value ?? default;
    }
}
