using System.CommandLine;
using Mmei.Cli.Demo;
using Mmei.Cli.Feedback;
using Mmei.Cli.Import;
using Mmei.Cli.Observe;
using Mmei.Client;

namespace Mmei.Cli;

/// <summary>The commands, and how a run ends: 0 for success, 1 for anything else, with one line that says why.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(
        string[] args, TextWriter stdout, TextWriter stderr, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var output = new Output(stdout, stderr);
        var root = new RootCommand("The command line of Mmei.Platform.")
        {
            ObserveCommand.Create(output),
            ImportCommand.Create(output),
            FeedbackCommand.Create(output, time),
            DemoCommand.Create(output, time),
        };
        var invocation = new InvocationConfiguration { Output = stdout, Error = stderr, EnableDefaultExceptionHandler = false };
        try
        {
            return await root.Parse(args).InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception exception) when (exception is MmeiProblemException or HttpRequestException or UsageException or IOException
            or UnauthorizedAccessException)
        {
            await stderr.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await stderr.WriteLineAsync("Stopped.");
            return 1;
        }
    }
}
