using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Policy;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>Makes the decision for one observation.</summary>
internal sealed class Recommender(
    CandidateSource candidates, Tastes tastes, ItemVotes votes, PolicyRegistry policies, Ranker ranker, IndexProgress progress,
    IOptions<RankingOptions> options, RankingInstruments instruments, TimeProvider time)
{
    public async Task<Decision> DecideAsync(ObservationFused observation, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var now = time.GetUtcNow();
        var context = RankingContext.Of(observation, options.Value);
        var decisionId = DecisionIds.Of(observation.ObservationId);
        var policy = policies.For(observation.TenantId);
        var taste = await tastes.OfAsync(observation.TenantId, observation.UserId, cancellationToken);
        var (items, fallback) = await candidates.FindAsync(
            observation.TenantId, context, observation.Options, taste, now, cancellationToken);
        var tally = await votes.OfAsync(observation.TenantId, cancellationToken);
        var slate = ranker.Rank(decisionId, context, items, observation.Options.K, taste, tally, policy, now);

        // A short slate has its reason here more often than not.
        var behind = await progress.BehindAsync(
            observation.TenantId, exact: slate.Items.Count < observation.Options.K, cancellationToken);

        var took = time.GetElapsedTime(started);
        instruments.Decided(took, items.Count, slate.Explored, fallback);
        var stamp = new PolicyStamp { Name = policy.Name, Version = policy.Version, Explored = slate.Explored };
        return new Decision(observation, decisionId, now, context.Mood.Goal, slate, stamp, fallback, behind, took);
    }
}
