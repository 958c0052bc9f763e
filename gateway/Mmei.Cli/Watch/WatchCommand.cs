using System.CommandLine;
using Mmei.Cli.Observe;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Watch;

/// <summary>
/// <c>watch</c>: a person's timeline as it goes on. Each line of standard input is what they say next; a camera and a microphone go on by
/// themselves.
/// </summary>
internal static class WatchCommand
{
    private const string UsualCamera = "v4l2:/dev/video0";
    private const string UsualMicrophone = "pulse:default";

    public static Command Create(Input input, Output output, TimeProvider time)
    {
        var connection = new Connection();
        var user = new Option<string?>("--user") { Description = "Who the person is, to learn for them" };
        var session = new Option<string?>("--session") { Description = "The session to go on with; a new one unless given" };
        var count = new Option<int?>("--k") { Description = "How many items an answer has" }.WholeNumber();
        var mood = new Option<MoodGoal?>("--mood") { Description = "What to do with the mood: match, lift or calm" }.OneOf();
        var camera = Device("--camera", "Show the person's face", UsualCamera);
        var microphone = Device("--microphone", "Play the person's voice", UsualMicrophone);
        var consent = new ConsentOption(camera, microphone, user);
        var command = new Command(
            "watch",
            "Follow what a person feels and wants: line by line of what they say (standard input), or by camera and microphone as they go " +
            "on; --json prints a document a line")
        {
            camera, microphone, user, session, count, mood,
        };
        consent.AddTo(command);
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var http = connection.Open(arguments);
            var opening = new StreamInput
            {
                Type = StreamInput.Open,
                UserId = arguments.GetValue(user),
                SessionId = arguments.GetValue(session),
                Consent = consent.Of(arguments),
                Options = new OptionsRequest { K = arguments.GetValue(count), Mood = arguments.GetValue(mood) },
            };
            var client = new MmeiClient(http);
            var timeline = new Timeline(output, arguments.GetValue(connection.Json), time);
            var lines = input.Lines(cancellationToken);
            if (arguments.GetResult(camera) is null && arguments.GetResult(microphone) is null)
            {
                await using var watching = new Watching(client, timeline);
                return await watching.RunAsync(opening, lines, cancellationToken);
            }

            using var face = Named(arguments, camera, UsualCamera) is { } seen ? new Camera(seen) : null;
            using var voice = Named(arguments, microphone, UsualMicrophone) is { } heard ? new Microphone(heard) : null;
            using var words = new Words(lines);
            return await new Sensing(client, timeline, time).RunAsync(
                opening, [.. new ISense?[] { face, voice, words }.OfType<ISense>()], cancellationToken);
        });
        return command;
    }

    private static Option<string?> Device(string name, string use, string usual) => new(name)
    {
        Description = $"{use}: a device as ffmpeg has it, KIND:WHICH ({usual} where none is named)",
        HelpName = "DEVICE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The device that is named, or the usual one where the option stands alone; null where it does not stand at all.</summary>
    private static string? Named(ParseResult arguments, Option<string?> option, string usual) =>
        arguments.GetResult(option) is null ? null : arguments.GetValue(option) ?? usual;
}
