using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Hosting.Failures;

namespace Mmei.Feedback.Decisions;

/// <summary>Stores every decision once. It is acknowledged when it is durable.</summary>
internal sealed class DecisionMadeConsumer(
    IFeedbackLog log, IOptions<FeedbackOptions> options, Learner learner, FeedbackInstruments instruments)
    : IConsumer<DecisionMade>
{
    public async Task Consume(ConsumeContext<DecisionMade> context)
    {
        var decision = context.Message;
        try
        {
            DecisionCheck.ThrowIfInvalid(decision);
        }
        catch (InvalidInputFailure)
        {
            instruments.DecisionRejected();
            throw;
        }

        if (await log.AddDecisionAsync(decision, decision.MadeAt + options.Value.RewardWindow, context.CancellationToken))
        {
            instruments.DecisionStored();
            learner.Wake();
        }
    }
}
