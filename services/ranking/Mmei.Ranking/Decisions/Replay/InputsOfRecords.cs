using Mmei.Contracts.Api.V1;
using Mmei.Contracts.V1;
using Mmei.Learning;
using Mmei.Learning.Features;
using Mmei.Ranking.Catalog;
using Mmei.Ranking.Decisions.Keep;
using Mmei.Ranking.Rank;
using Mmei.Ranking.Taste;

namespace Mmei.Ranking.Decisions.Replay;

/// <summary>Brings together again what a recorded decision followed from.</summary>
internal sealed class InputsOfRecords(IDecisionStore decisions, ICatalogStore catalog)
{
    public async Task<RebuiltInputs> RebuildAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        if (record.Inputs is not { } inputs)
        {
            return Nothing(ReplayInput.Record, LackProblem.TooLarge);
        }

        if (await PolicyAsync(record, cancellationToken) is not { } policy)
        {
            return Nothing(ReplayInput.Policy, LackProblem.Gone, $"{record.Policy.Name} {record.Policy.Version}");
        }

        var wanted = inputs.Candidates.Select(item => (item.Id, item.Revision))
            .Concat(inputs.Ratings.Select(rating => (rating.Id, rating.Revision)))
            .Distinct()
            .ToList();

        // What another model says of them since is another input.
        var found = (await catalog.LoadAsync(
            record.TenantId, record.ContentModel ?? "", [.. wanted.Select(item => item.Id).Distinct()], cancellationToken))
            .ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        var lacks = await LacksAsync(record, wanted, found, cancellationToken);
        return new RebuiltInputs(
            new RankingInputs(
                record.DecisionId,
                RankingContext.Of(record.Perception, record.Fused, record.Wish, record.MoodSet, record.Weights),
                [
                    // The kind is the one that the item had by then: a change is in force before it is encoded.
                    .. inputs.Candidates.Where(item => found.ContainsKey(item.Id))
                        .Select(item => found[item.Id] with { Kind = item.Kind }),
                ],
                record.Options.K,
                TasteOf(inputs, found),
                inputs.Candidates.ToDictionary(item => item.Id, item => item.Quality, StringComparer.Ordinal),
                policy,
                record.MadeAt)
            {
                Boosts = BoostsOf(record.Options, inputs),
            },
            lacks);
    }

    private static RebuiltInputs Nothing(ReplayInput what, LackProblem problem, string? id = null) =>
        new(null, [new ReplayLack { What = what, Id = id, Problem = problem }]);

    /// <summary>By what was true of the items then: tags and attributes may have changed since.</summary>
    private static Dictionary<string, ItemBoost> BoostsOf(RecommendationOptions options, RecordedInputs inputs)
    {
        var boosts = new Boosts(options.Boosts);
        return inputs.Candidates.ToDictionary(item => item.Id, item => boosts.Of(item.Boosts ?? []), StringComparer.Ordinal);
    }

    private static TasteProfile TasteOf(RecordedInputs inputs, Dictionary<string, RankableItem> found) => new(
        inputs.Ratings.Where(rating => found.ContainsKey(rating.Id))
            .Select(rating => new RatedItem(found[rating.Id] with { Kind = rating.Kind }, rating.Sum, rating.Mass)),
        inputs.Prior,
        inputs.Seen.Concat(inputs.Ratings.Select(rating => rating.Id)).ToHashSet(StringComparer.Ordinal),
        inputs.Never.ToHashSet(StringComparer.Ordinal));

    private async Task<PolicyState?> PolicyAsync(DecisionRecord record, CancellationToken cancellationToken)
    {
        if (await decisions.FindPolicyAsync(record.TenantId, record.PolicyId, cancellationToken) is not { } state)
        {
            return null;
        }

        var policy = PolicyState.FromBytes(state);
        return policy.Dimension == DecisionFeatures.Dimension ? policy : null;
    }

    private async Task<IReadOnlyList<ReplayLack>> LacksAsync(
        DecisionRecord record, IReadOnlyList<(string Id, long Revision)> wanted, Dictionary<string, RankableItem> found,
        CancellationToken cancellationToken)
    {
        var lacks = new List<ReplayLack>();
        if (record.Ranker != Ranker.Version)
        {
            lacks.Add(new ReplayLack { What = ReplayInput.Ranker, Id = $"{record.Ranker}", Problem = LackProblem.Changed });
        }

        foreach (var (id, revision) in wanted)
        {
            if (!found.TryGetValue(id, out var item))
            {
                var exists = await catalog.FindAsync(record.TenantId, id, cancellationToken) is not null;
                lacks.Add(Lack(id, exists ? LackProblem.Changed : LackProblem.Gone));
            }
            else if (item.Revision != revision)
            {
                lacks.Add(Lack(id, LackProblem.Changed));
            }
        }

        return lacks;

        static ReplayLack Lack(string id, LackProblem problem) => new() { What = ReplayInput.Item, Id = id, Problem = problem };
    }
}
