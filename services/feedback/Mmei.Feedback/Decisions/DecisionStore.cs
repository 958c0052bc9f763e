using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Feedback.Rewards;
using Mmei.Feedback.Signals;
using Mmei.Hosting.Failures;
using Mmei.Messaging.InMemory;

namespace Mmei.Feedback.Decisions;

/// <summary>Stores every decision once, and has it learned from.</summary>
internal sealed class DecisionStore(
    IFeedbackLog log, IOptions<FeedbackOptions> options, Learner learner, FeedbackInstruments instruments) : ILocalStore<DecisionMade>
{
    /// <exception cref="InvalidInputFailure">The decision would spoil the store or the policy.</exception>
    /// <exception cref="UnavailableFailure">The database is away.</exception>
    public async Task StoreAsync(DecisionMade message, CancellationToken cancellationToken)
    {
        try
        {
            DecisionCheck.ThrowIfInvalid(message);
        }
        catch (InvalidInputFailure)
        {
            instruments.DecisionRejected();
            throw;
        }

        if (await log.AddDecisionAsync(message, message.MadeAt + options.Value.RewardWindow, cancellationToken))
        {
            instruments.DecisionStored();
            learner.Wake();
        }
    }
}
