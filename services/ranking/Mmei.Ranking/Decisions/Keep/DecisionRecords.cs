using Microsoft.Extensions.Options;
using Mmei.Hosting.Failures;
using Mmei.Ranking.Rank;

namespace Mmei.Ranking.Decisions.Keep;

/// <summary>Makes the record of each decision and stores it.</summary>
internal sealed partial class DecisionRecords(
    IDecisionStore store, IOptions<DecisionOptions> options, IOptions<RankingOptions> weights, IOptions<RuleOptions> rules,
    RankingInstruments instruments, ILogger<DecisionRecords> logger) : IDecisionRecords
{
    public async Task KeepAsync(Decision decision, CancellationToken cancellationToken)
    {
        var policy = KeptPolicy.Of(decision.Inputs.Policy);
        var record = DecisionRecorded.Of(
            decision, policy.Id, weights.Value, rules.Value.BlockedOf(decision.Observation.TenantId));
        var bytes = RecordCodec.Write(record);
        var isWhole = bytes.Length <= options.Value.RecordBytes;
        if (!isWhole)
        {
            bytes = RecordCodec.Write(record with { Inputs = null });
        }

        try
        {
            await store.AddAsync(
                new StoredRecord(record.TenantId, record.DecisionId, record.UserId, record.MadeAt, policy.Id, bytes), policy,
                cancellationToken);
            instruments.DecisionKept(isWhole ? "whole" : "inPart");
        }
        catch (UnavailableFailure unavailable)
        {
            instruments.DecisionKept("lost");
            Lost(record.DecisionId, unavailable.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Decision {DecisionId} is answered without its record: {Reason}")]
    private partial void Lost(Guid decisionId, string reason);
}
