using System.CommandLine;
using Mmei.Messaging;

namespace Mmei.Cli.Topologies;

/// <summary><c>topology</c>: write out every queue of the platform, with how it is declared and what it takes.</summary>
internal static class TopologyCommand
{
    public static Command Create(TextWriter stdout)
    {
        var shards = new Option<int>("--shards") { Description = "How many fusion shards there are", DefaultValueFactory = _ => new FusionTopologyOptions().Shards };
        var type = new Option<QueueType>("--queue-type") { Description = "Quorum or Classic", DefaultValueFactory = _ => QueueType.Quorum };
        var command = new Command("topology", "Write out the queues as JSON") { shards, type };
        command.SetAction(arguments => stdout.WriteLine(TopologyDocument.Write(new Topology(arguments.GetValue(shards), arguments.GetValue(type)))));
        return command;
    }
}
