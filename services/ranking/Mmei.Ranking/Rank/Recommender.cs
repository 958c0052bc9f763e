using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Catalog.ReindexItems;
using Mmei.Ranking.Policy;
using Mmei.Ranking.Quality;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Rank;

/// <summary>Makes the decision for one observation.</summary>
internal sealed class Recommender(
    CandidateSource candidates, Tastes tastes, ItemVotes votes, PolicyRegistry policies, ContentModelRegistry models, FusionModels fusion,
    Ranker ranker, IndexProgress progress, IOptions<RankingOptions> options, RankingInstruments instruments, TimeProvider time)
{
    public async Task<Decision> DecideAsync(ObservationFused observation, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var now = time.GetUtcNow();
        var (policy, arm) = policies.InForce(observation.TenantId).Of(observation.UserId);
        var context = RankingContext.Of(observation, options.Value, arm);

        // All that is read of items is of one content model, whatever serves by the end.
        fusion.Saw(observation.Perception.Model);
        var model = models.Of(observation.Perception.Model);
        var next = models.Current.Next;
        var taste = await tastes.OfAsync(observation.TenantId, observation.UserId, model, cancellationToken);
        var found = await candidates.FindAsync(
            observation.TenantId, model, context, observation.Options, taste, now, cancellationToken);
        var qualities = await votes.QualitiesAsync(
            observation.TenantId, found.Items.Select(item => item.ItemId), now, cancellationToken);
        var inputs = new RankingInputs(
            DecisionIds.Of(observation.ObservationId), context, found.Items, observation.Options.K, taste, qualities, policy, now)
        {
            Boosts = new Boosts(observation.Options.Boosts).OfAll(found.Items),
        };
        var slate = ranker.Rank(inputs);

        // A short slate has its reason here more often than not.
        var behind = await progress.BehindAsync(
            observation.TenantId, exact: slate.Items.Count < observation.Options.K, cancellationToken);

        var took = time.GetElapsedTime(started);
        if (!models.AreFitted(observation.Perception.Model, model))
        {
            instruments.Unfitted();
        }

        instruments.Decided(took, found.Items.Count, slate.Explored, fallback: Fallbacks.Of(found.Origin) is not null);
        return new Decision(observation, inputs, found, slate, behind, took, arm) { NextContentModel = next == model ? null : next };
    }
}
