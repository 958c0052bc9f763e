using System.Text.Json;
using Mmei.Client;
using Spectre.Console;

namespace Mmei.Cli;

/// <summary>
/// Where things are said: with <c>--json</c> one document on standard output, and everything for people on standard error.
/// </summary>
internal sealed class Output(TextWriter stdout, TextWriter stderr)
{
    private const int WidthOfFiles = 160;

    private static readonly JsonSerializerOptions Indented = new(MmeiJson.Options) { WriteIndented = true };

    /// <summary>A console for people.</summary>
    public IAnsiConsole People(bool json)
    {
        var sink = new AnsiConsoleOutput(json ? stderr : stdout);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = sink, Ansi = sink.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!sink.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }

    /// <summary>An answer: as a document, or as people read it.</summary>
    public void Write<T>(bool json, T document, Action<IAnsiConsole> print)
    {
        if (json)
        {
            WriteJson(document);
        }
        else
        {
            print(People(json: false));
        }
    }

    /// <summary>What another program reads as it is.</summary>
    public void WriteText(string text) => stdout.WriteLine(text);

    /// <summary>One of many documents, on a line of its own.</summary>
    public void WriteJsonLine<T>(T document) => stdout.WriteLine(JsonSerializer.Serialize(document, MmeiJson.Options));

    public void WriteJson<T>(T document) => stdout.WriteLine(JsonSerializer.Serialize(document, Indented));
}
