using System.CommandLine;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Watch;

/// <summary><c>watch</c>: a person's timeline as it goes on. Each line of standard input is what they say next.</summary>
internal static class WatchCommand
{
    public static Command Create(Input input, Output output, TimeProvider time)
    {
        var connection = new Connection();
        var user = new Option<string?>("--user") { Description = "Who the person is, to learn for them" };
        var session = new Option<string?>("--session") { Description = "The session to go on with; a new one unless given" };
        var count = new Option<int?>("--k") { Description = "How many items an answer has" }.WholeNumber();
        var mood = new Option<MoodGoal?>("--mood") { Description = "What to do with the mood: match, lift or calm" }.OneOf();
        var command = new Command(
            "watch", "Follow what a person feels and wants, line by line of what they say (standard input); --json prints a document a line")
        {
            user, session, count, mood,
        };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var opening = new StreamInput
            {
                Type = StreamInput.Open,
                UserId = arguments.GetValue(user),
                SessionId = arguments.GetValue(session),
                Options = new OptionsRequest { K = arguments.GetValue(count), Mood = arguments.GetValue(mood) },
            };
            await using var watching = new Watching(new MmeiClient(http), output, arguments.GetValue(connection.Json), time);
            return await watching.RunAsync(opening, input.Lines(cancellationToken), cancellationToken);
        });
        return command;
    }
}
