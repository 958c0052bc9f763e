using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Mmei.Cli;

/// <summary>Help that calls the program as people do, and not by the file that happens to run.</summary>
internal sealed class NamedHelp(HelpAction help) : SynchronousCommandLineAction
{
    public const string Program = "mmei";

    /// <summary>Where to read on from a line that is wrong.</summary>
    public static string Hint(ParseResult parsed) => $"See '{CallOf(parsed)} --help'.";

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var to = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            return help.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = to;
            to.Write(text.ToString().Replace($"  {RootCommand.ExecutableName} ", $"  {Program} ", StringComparison.Ordinal));
        }
    }

    private static string CallOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
        {
            names.Push(command.Command is RootCommand ? Program : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
