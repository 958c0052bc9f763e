using System.CommandLine;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Observe;

/// <summary><c>observe</c>: perceive one person and print what was found and recommended.</summary>
internal static class ObserveCommand
{
    public static Command Create(Input input, Output output)
    {
        var connection = new Connection();
        var text = new Option<string?>("--text") { Description = "What the person says" };
        var image = new Option<string?>("--image") { Description = "A picture or short video of the face; - is standard input" };
        var audio = new Option<string?>("--audio") { Description = "A recording of the voice; - is standard input" };
        var user = new Option<string?>("--user") { Description = "Who the person is, to learn for them" };
        var consent = new ConsentOption(image, audio, user);
        var session = new Option<string?>("--session") { Description = "The session it happens in" };
        var count = new Option<int?>("--k") { Description = "How many items" }.WholeNumber();
        var mood = new Option<MoodGoal?>("--mood") { Description = "What to do with the mood: match, lift or calm" }.OneOf();
        var filter = new Option<string?>("--filter")
        {
            Description = "What must be true of an item, as \"kind == 'music' and attributes.bpm < 100\"",
            HelpName = "EXPRESSION",
        };
        var boosts = BoostOption.Create();
        var deadline = new Option<int?>("--deadline-ms") { Description = "Milliseconds until the answer must be there" }.WholeNumber();
        var command = new Command(
            "observe",
            "Perceive a person and recommend what fits") { text, image, audio, user, session, count, mood, filter, boosts, deadline };
        consent.AddTo(command);
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var request = new ObservationRequest
            {
                UserId = arguments.GetValue(user),
                SessionId = arguments.GetValue(session),
                Text = arguments.GetValue(text),
                Image = await input.ReadAsync(arguments.GetValue(image), cancellationToken),
                Audio = await input.ReadAsync(arguments.GetValue(audio), cancellationToken),
                Consent = consent.Of(arguments),
                Options = new OptionsRequest
                {
                    K = arguments.GetValue(count),
                    Mood = arguments.GetValue(mood),
                    Filter = arguments.GetValue(filter),
                    Boosts = arguments.GetValue(boosts),
                    DeadlineMs = arguments.GetValue(deadline),
                },
            };
            using var http = connection.Open(arguments);
            var answer = await new MmeiClient(http).ObserveAsync(request, cancellationToken);
            if (arguments.GetValue(connection.Json))
            {
                output.WriteJson(answer);
            }
            else
            {
                output.People(json: false).Write(new AnswerView(answer));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
