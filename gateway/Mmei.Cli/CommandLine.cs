using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Mmei.Cli.Completion;
using Mmei.Cli.Decisions;
using Mmei.Cli.Demo;
using Mmei.Cli.EvaluatePolicy;
using Mmei.Cli.Experiments;
using Mmei.Cli.Feedback;
using Mmei.Cli.Import;
using Mmei.Cli.Items;
using Mmei.Cli.Keys;
using Mmei.Cli.Observe;
using Mmei.Cli.Policy;
using Mmei.Cli.Simulate;
using Mmei.Cli.Users;
using Mmei.Cli.Watch;
using Mmei.Client;

namespace Mmei.Cli;

/// <summary>The commands, and how a run ends: with an <see cref="ExitCode"/>, and one line that says why where it is not 0.</summary>
internal static class CommandLine
{
    private const int TooManyRequests = 429;
    private const int ServerError = 500;

    public static async Task<int> RunAsync(
        string[] args, Func<Stream> stdin, TextWriter stdout, TextWriter stderr, TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        var (input, output) = (new Input(stdin), new Output(stdout, stderr));
        var root = new RootCommand($"The command line of Mmei.Platform. {ExitCode.Description}")
        {
            ObserveCommand.Create(input, output),
            WatchCommand.Create(input, output, time),
            ImportCommand.Create(input, output),
            FeedbackCommand.Create(output, time),
            ItemsCommand.Create(input, output),
            UsersCommand.Create(output),
            DecisionsCommand.Create(output),
            PolicyCommand.Create(output),
            ExperimentsCommand.Create(input, output),
            KeysCommand.Create(output, time),
            DemoCommand.Create(output, time),
            EvaluatePolicyCommand.Create(input, output),
            SimulateCommand.Create(output, time),
            CompletionCommand.Create(output),
        };
        // The forms of another system, which completion would offer too.
        var help = root.Options.OfType<HelpOption>().Single();
        foreach (var alias in new[] { "-?", "/?", "/h" })
        {
            help.Aliases.Remove(alias);
        }

        help.Action = new NamedHelp((HelpAction)help.Action!);
        var parsed = root.Parse(args);
        var wrong = parsed.Action as ParseErrorAction;

        // Who typed a command knows which; who typed nothing wants to see what there is.
        wrong?.ShowHelp = parsed.Tokens.Count == 0;

        // What a script reads on standard output is an answer or nothing.
        var invocation = new InvocationConfiguration
        {
            Output = wrong is null ? stdout : stderr,
            Error = stderr,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            var exit = await parsed.InvokeAsync(invocation, cancellationToken);
            return wrong is null ? exit : await EndAsync(NamedHelp.Hint(parsed), ExitCode.WrongUsage);
        }
        catch (Exception exception) when (exception is UsageException or UnreadableLogException or FileNotFoundException
            or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return await EndAsync(exception.Message, ExitCode.WrongUsage);
        }
        catch (Exception exception) when (exception is DemoFailedException or SimulationFailedException)
        {
            return await EndAsync(exception.Message, ExitCode.Partly);
        }
        catch (MmeiProblemException exception)
        {
            return await EndAsync(
                exception.Message, (int)exception.Status is TooManyRequests or >= ServerError ? ExitCode.Unavailable : ExitCode.Refused);
        }
        catch (StreamEndedException exception)
        {
            return await EndAsync(exception.Message, exception.MayBeOpenedAgain ? ExitCode.Unavailable : ExitCode.Refused);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return await EndAsync(exception.Message, ExitCode.Unavailable);
        }
        catch (OperationCanceledException exception)
        {
            return exception.InnerException is TimeoutException timeout
                ? await EndAsync(timeout.Message, ExitCode.Unavailable)
                : await EndAsync("Stopped.", ExitCode.Stopped);
        }

        async Task<int> EndAsync(string reason, int exitCode)
        {
            await stderr.WriteLineAsync(reason);
            return exitCode;
        }
    }
}
