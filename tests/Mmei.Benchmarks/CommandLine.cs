using System.CommandLine;
using System.CommandLine.Invocation;
using Mmei.Benchmarks.Bandit;
using Mmei.Benchmarks.Encoders;
using Mmei.Benchmarks.Gateway;
using Mmei.Benchmarks.Index;
using Mmei.Benchmarks.Measuring;
using Mmei.Benchmarks.Pipeline;
using Mmei.Benchmarks.Soak;

namespace Mmei.Benchmarks;

/// <summary>A command for each suite, and those that a suite starts in processes of their own.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var root = new RootCommand("The benchmarks of Mmei.Platform; ./mmei bench starts what they need.")
        {
            Encoders(stdout, stderr, time), Show<EncodersReport>("encoders", stdout), ServeEncoders(),
            Pipeline(stdout, stderr, time), Show<PipelineReport>("pipeline", stdout), ServeFusion(),
            Gateway(stdout, stderr, time), Show<GatewayReport>("gateway", stdout),
            Index(stdout, stderr, time), Show<IndexReport>("index", stdout),
            ServeUpstream(), ServeGateway(),
            Soak(stdout, stderr, time), Show<SoakReport>("soak", stdout),
            Bandit(stdout, stderr, time), Show<BanditReport>("bandit", stdout),
        };
        var parsed = root.Parse(args);
        var wrong = parsed.Action is ParseErrorAction;
        var exit = await parsed.InvokeAsync(new InvocationConfiguration { Output = wrong ? stderr : stdout, Error = stderr });
        return wrong ? WrongUsage : exit;
    }

    private static Command Encoders(TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var defaults = new EncodersSettings { RabbitMqPort = 0, Peer = "", Repository = "" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => defaults.Rounds };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => defaults.Seconds };
        var port = new Option<int>("--rabbitmq-port") { Required = true };
        var peer = new Option<string>("--peer") { Required = true };
        var repository = new Option<string>("--repository") { Required = true };
        var json = new Option<bool>("--json");
        var command = new Command(
            "encoders", "The encoders against the bare engine and a Node peer.") { rounds, seconds, port, peer, repository, json };
        command.SetAction(async parsed =>
        {
            var settings = new EncodersSettings
            {
                Rounds = parsed.GetValue(rounds),
                Seconds = parsed.GetValue(seconds),
                RabbitMqPort = parsed.GetValue(port),
                Peer = parsed.GetRequiredValue(peer),
                Repository = parsed.GetRequiredValue(repository),
            };
            var report = await EncodersSuite.RunAsync(settings, stderr, time);
            Reports.Print(report, parsed.GetValue(json), stdout);
        });
        return command;
    }

    private static Command ServeEncoders()
    {
        var command = new Command("serve-encoders", "Serves the encoders over HTTP until standard input ends.");
        command.SetAction((_, stop) => EncoderServer.RunAsync(stop));
        return command;
    }

    private static Command Pipeline(TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var defaults = new PipelineSettings { RabbitMqPort = 0, Repository = "" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => defaults.Rounds };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => defaults.Seconds };
        var port = new Option<int>("--rabbitmq-port") { Required = true };
        var repository = new Option<string>("--repository") { Required = true };
        var json = new Option<bool>("--json");
        var command = new Command("pipeline", "From the gateway to its reply, against RabbitMQ.Client alone.") { rounds, seconds, port, repository, json };
        command.SetAction(async parsed =>
        {
            var settings = new PipelineSettings
            {
                Rounds = parsed.GetValue(rounds),
                Seconds = parsed.GetValue(seconds),
                RabbitMqPort = parsed.GetValue(port),
                Repository = parsed.GetRequiredValue(repository),
            };
            var report = await PipelineSuite.RunAsync(settings, stderr, time);
            Reports.Print(report, parsed.GetValue(json), stdout);
        });
        return command;
    }

    private static Command Gateway(TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 5 };
        var paint = new Option<double?>("--first-paint-ms") { Description = "What the page's first paint took." };
        var platform = new PlatformOptions();
        var json = new Option<bool>("--json");
        var command = new Command("gateway", "A platform over HTTP, alone and at twice what it answers.") { rounds, seconds, paint, json };
        platform.AddTo(command);
        command.SetAction(async parsed =>
        {
            using var client = platform.Connect(parsed);
            var report = await GatewaySuite.RunAsync(
                client, parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(paint), stderr, time);
            Reports.Print(report, parsed.GetValue(json), stdout);
        });
        return command;
    }

    private static Command Index(TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var defaults = new IndexSettings();
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => defaults.Rounds };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => defaults.Seconds };
        var million = new Option<bool>("--million");
        var faiss = new Option<FileInfo?>("--faiss");
        var json = new Option<bool>("--json");
        var command = new Command("index", "The embedded index beside memory and its peers, and ranking on it.") { rounds, seconds, million, faiss, json };
        command.SetAction(async parsed =>
        {
            var settings = defaults with
            {
                Rounds = parsed.GetValue(rounds),
                Seconds = parsed.GetValue(seconds),
                Sizes = parsed.GetValue(million) ? [.. defaults.Sizes, 1_000_000] : defaults.Sizes,
                Faiss = parsed.GetValue(faiss)?.FullName,
            };
            var report = await IndexSuite.RunAsync(settings, stderr, time);
            Reports.Print(report, parsed.GetValue(json), stdout);
        });
        return command;
    }

    private static Command Soak(TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 300 };
        var database = new Option<string>("--database") { Required = true };
        var process = new Option<int>("--process") { Required = true };
        var platform = new PlatformOptions();
        var json = new Option<bool>("--json");
        var command = new Command("soak", "A platform at half load: whether its database and memory are level.") { seconds, database, process, json };
        platform.AddTo(command);
        command.SetAction(async parsed =>
        {
            using var client = platform.Connect(parsed);
            var report = await SoakSuite.RunAsync(
                client,
                parsed.GetRequiredValue(database),
                parsed.GetValue(process),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                stderr,
                time);
            Reports.Print(report, parsed.GetValue(json), stdout);
        });
        return command;
    }

    private static Command Bandit(TextWriter stdout, TextWriter stderr, TimeProvider time)
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 10, Description = "Worlds of each kind." };
        var people = new Option<int>("--people") { DefaultValueFactory = _ => 2000, Description = "Who come to each world." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json");
        var command = new Command("bandit", "The learner and the policies alone.") { rounds, people, seconds, json };
        command.SetAction(async parsed =>
        {
            var report = await BanditSuite.RunAsync(
                parsed.GetValue(rounds), parsed.GetValue(people), parsed.GetValue(seconds), stderr, time);
            Reports.Print(report, parsed.GetValue(json), stdout);
        });
        return command;
    }

    private static Command Show<TReport>(string suite, TextWriter stdout)
        where TReport : IReport
    {
        var file = new Argument<FileInfo>("report") { Description = "A document that the suite printed." };
        file.AcceptExistingOnly();
        var command = new Command($"show-{suite}", "Prints a recorded report as tables.") { file };
        command.SetAction(
            parsed => Reports.Read<TReport>(File.ReadAllText(parsed.GetRequiredValue(file).FullName)).Write(stdout));
        return command;
    }

    private static Command ServeUpstream()
    {
        var command = new Command("serve-upstream", "Answers every call at once, until standard input ends.");
        command.SetAction((_, stop) => EdgeServer.ServeUpstreamAsync(stop));
        return command;
    }

    private static Command ServeGateway()
    {
        var upstream = new Option<Uri>("--upstream") { Required = true, CustomParser = parsed => new Uri(parsed.Tokens.Single().Value) };
        var command = new Command("serve-gateway", "Serves a gateway behind which nobody answers observations, until standard input ends.") { upstream };
        command.SetAction((parsed, stop) => EdgeServer.ServeGatewayAsync(parsed.GetRequiredValue(upstream), stop));
        return command;
    }

    private static Command ServeFusion()
    {
        var port = new Option<int>("--rabbitmq-port") { Required = true };
        var repository = new Option<string>("--repository") { Required = true };
        var command = new Command("serve-fusion", "Serves fusion with a model that answers at once, until standard input ends.") { port, repository };
        command.SetAction((parsed, stop) => FusionServer.RunAsync(parsed.GetValue(port), parsed.GetRequiredValue(repository), stop));
        return command;
    }
}
