using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;
using Mmei.Messaging;
using Mmei.Messaging.InMemory;

namespace Mmei.Ranking.Rank;

/// <summary>Answers with a decision and has it recorded, so that no answer is without its record.</summary>
/// <param name="sender">The way to the gateway, and to feedback where that is another process.</param>
/// <param name="records">What led to each decision.</param>
/// <param name="store">Feedback's store, where it is in this process.</param>
internal sealed class DecisionRecorder(IMessageSender sender, IDecisionRecords records, ILocalStore<DecisionMade>? store = null)
{
    /// <summary>
    /// Over a broker both go out at once: an observation whose record or answer is not confirmed is told again. Within one process nobody
    /// would, so the record is stored before the answer; while the database is away it waits for it in memory. What led to the decision is
    /// kept before the answer in any case: whoever has it may ask for it.
    /// </summary>
    public async Task AnswerAsync(Decision decision, CancellationToken cancellationToken)
    {
        var stored = !IsOfSomebody(decision) || await KeptAndStoredHereAsync(decision, cancellationToken);
        var answered = sender.ReplyAsync(decision.Observation.ReplyAddress, decision.ToAnswer(), cancellationToken);
        await Task.WhenAll(stored ? Task.CompletedTask : sender.SendAsync(decision.ToRecord(), cancellationToken), answered);
    }

    /// <summary>
    /// There is nothing to learn from an observation of nobody, with which the gateway warms the platform up: its tenant is none.
    /// </summary>
    private static bool IsOfSomebody(Decision decision) => TenantContext.IsValid(decision.Observation.TenantId);

    private async Task<bool> KeptAndStoredHereAsync(Decision decision, CancellationToken cancellationToken)
    {
        var kept = records.KeepAsync(decision, cancellationToken);
        var stored = await StoredHereAsync(decision.ToRecord(), cancellationToken);
        await kept;
        return stored;
    }

    private async Task<bool> StoredHereAsync(DecisionMade record, CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return false;
        }

        try
        {
            await store.StoreAsync(record, cancellationToken);
            return true;
        }
        catch (Failure)
        {
            return false;
        }
    }
}
