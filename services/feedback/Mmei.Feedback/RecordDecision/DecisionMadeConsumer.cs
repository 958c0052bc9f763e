using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Feedback.AssignRewards;
using Mmei.Feedback.Store;
using Mmei.Hosting.Failures;

namespace Mmei.Feedback.RecordDecision;

/// <summary>Stores every decision once. It is acknowledged when it is durable.</summary>
internal sealed class DecisionMadeConsumer(IFeedbackStore store, IOptions<FeedbackOptions> options, Learner learner, FeedbackInstruments instruments)
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

        if (await store.AddDecisionAsync(decision, decision.MadeAt + options.Value.RewardWindow, context.CancellationToken))
        {
            instruments.DecisionStored();
            learner.Wake();
        }
    }
}
