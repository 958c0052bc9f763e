using System.CommandLine;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Feedback;

/// <summary><c>feedback</c>: report one thing that a person did with a recommended item.</summary>
internal static class FeedbackCommand
{
    public static Command Create(Output output, TimeProvider time)
    {
        var connection = new Connection();
        var decision = new Option<Guid>("--decision") { Description = "The decisionId of the recommendation", Required = true }.Id();
        var item = new Option<string>("--item") { Description = "The item", Required = true };
        var kind = new Option<SignalKind>("--kind")
        {
            Description = "dwell, complete, like, dislike, replay, share, skip or emotion",
            Required = true,
        }.OneOf();
        var value = new Option<double?>("--value") { Description = "dwell: seconds; complete: 0 to 1" }.Number();
        var observation = new Option<Guid?>("--observation") { Description = "emotion: the later observation" }.Id();
        var id = new Option<string?>("--id") { Description = "The signal's id; the same id again changes nothing" };
        var command = new Command("feedback", "Report what a person did") { decision, item, kind, value, observation, id };
        connection.AddTo(command);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var signal = new FeedbackSignal
            {
                Id = arguments.GetValue(id) ?? Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                DecisionId = arguments.GetRequiredValue(decision),
                ItemId = arguments.GetRequiredValue(item),
                Kind = arguments.GetRequiredValue(kind),
                Value = arguments.GetValue(value),
                ObservationId = arguments.GetValue(observation),
                At = time.GetUtcNow(),
            };
            using var http = connection.Open(arguments);
            var receipt = await new MmeiClient(http).SendFeedbackAsync(new FeedbackRequest { Signals = [signal] }, cancellationToken);
            if (arguments.GetValue(connection.Json))
            {
                output.WriteJson(receipt);
            }
            else
            {
                output.People(json: false).Profile.Out.Writer.WriteLine(
                    $"{receipt.Accepted} stored, {receipt.Duplicates} known already, {receipt.TooLate} too late to learn from");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
