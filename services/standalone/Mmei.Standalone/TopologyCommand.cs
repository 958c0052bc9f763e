using System.CommandLine;
using Mmei.Messaging;

namespace Mmei.Standalone;

/// <summary>
/// <c>topology</c>: writes out every queue of the platform, with how it is declared and what it takes, and starts nothing.
/// </summary>
internal static class TopologyCommand
{
    public const string Name = "topology";

    public static Task<int> RunAsync(string[] args)
    {
        var shards = new Option<int>("--shards")
        {
            Description = "How many fusion shards there are",
            DefaultValueFactory = _ => new FusionTopologyOptions().Shards,
        };
        var type = new Option<QueueType>("--queue-type") { Description = "Quorum or Classic", DefaultValueFactory = _ => QueueType.Quorum };
        var command = new RootCommand("Write out the queues as JSON") { shards, type };
        command.SetAction(
            arguments => Console.WriteLine(TopologyDocument.Write(new Topology(arguments.GetValue(shards), arguments.GetValue(type)))));
        return command.Parse(args).InvokeAsync();
    }
}
