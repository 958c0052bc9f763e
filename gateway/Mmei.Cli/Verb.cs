using System.CommandLine;
using Mmei.Client;
using Spectre.Console;

namespace Mmei.Cli;

/// <summary>A command that does one thing, a call for the most part, and prints the answer.</summary>
internal static class Verb
{
    /// <param name="name">As it is typed.</param>
    /// <param name="description">For its help.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="call">Makes the call with what was typed.</param>
    /// <param name="print">The answer as people read it.</param>
    /// <param name="symbols">Its arguments and options, but those of <see cref="Connection"/>.</param>
    public static Command Create<TAnswer>(
        string name, string description, Output output, Func<MmeiClient, ParseResult, CancellationToken, Task<TAnswer>> call,
        Action<TAnswer, IAnsiConsole> print, params ReadOnlySpan<Symbol> symbols) =>
        Create(name, description, output, call, print, static _ => true, symbols);

    /// <inheritdoc cref="Create{TAnswer}(string, string, Output, Func{MmeiClient, ParseResult, CancellationToken, Task{TAnswer}}, Action{TAnswer, IAnsiConsole}, ReadOnlySpan{Symbol})"/>
    /// <param name="isDone">Whether all of it is done, by the answer; otherwise it ends with <see cref="ExitCode.Partly"/>.</param>
    public static Command Create<TAnswer>(
        string name, string description, Output output, Func<MmeiClient, ParseResult, CancellationToken, Task<TAnswer>> call,
        Action<TAnswer, IAnsiConsole> print, Predicate<TAnswer> isDone, params ReadOnlySpan<Symbol> symbols)
    {
        var (connection, command) = (new Connection(), Of(name, description, symbols));
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var answer = await call(new MmeiClient(http), arguments, cancellationToken);
            output.Write(arguments.GetValue(connection.Json), answer, console => print(answer, console));
            return isDone(answer) ? ExitCode.Done : ExitCode.Partly;
        });
        return command;
    }

    /// <summary>A command that needs no platform.</summary>
    public static Command CreateLocal<TAnswer>(
        string name, string description, Output output, Func<ParseResult, CancellationToken, Task<TAnswer>> act,
        Action<TAnswer, IAnsiConsole> print, params ReadOnlySpan<Symbol> symbols)
    {
        var (json, command) = (Connection.JsonOption(), Of(name, description, symbols));
        command.Options.Add(json);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var answer = await act(arguments, cancellationToken);
            output.Write(arguments.GetValue(json), answer, console => print(answer, console));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Of(string name, string description, ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        return command;
    }
}
