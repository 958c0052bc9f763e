using Mmei.Contracts.Api.V1;
using Spectre.Console;

namespace Mmei.Cli.Watch;

/// <summary>Where what is seen of a person is written as it comes: a line for people, or a document a line.</summary>
internal sealed class Timeline(Output output, bool json, TimeProvider time)
{
    private readonly IAnsiConsole _aside = output.People(json: true);

    public void Begin(string session, string ends)
    {
        _aside.WriteLine($"Session {session}. {ends}");
        if (!json)
        {
            output.WriteText(Moment.Head);
        }
    }

    public void Tell(ObservationAnswer answer)
    {
        if (json)
        {
            output.WriteJsonLine(answer);
        }
        else
        {
            output.WriteText(Moment.Line(time.GetLocalNow(), answer));
        }
    }

    /// <summary>Says what is no answer.</summary>
    public void Remark(string text) => _aside.WriteLine(text);
}
