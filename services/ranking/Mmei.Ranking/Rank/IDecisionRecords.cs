namespace Mmei.Ranking.Rank;

/// <summary>Keeps what led to each decision, so that it can be looked up and made again.</summary>
internal interface IDecisionRecords
{
    /// <summary>
    /// Durable once it returns; keeping a decision again changes nothing. While the database is away nothing is kept, which is counted: a
    /// person's answer is worth more than its record.
    /// </summary>
    Task KeepAsync(Decision decision, CancellationToken cancellationToken);
}
