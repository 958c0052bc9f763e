using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Feedback.Policies;
using Mmei.Feedback.Signals;

namespace Mmei.Feedback.Rewards;

/// <summary>
/// Works out rewards and teaches the policy. What comes out depends on the decision, its set of signals and whether its window has ended:
/// not on the order in which they came.
/// </summary>
internal sealed class RewardAssignment(FeedbackOptions options)
{
    private readonly RewardModel _model = new(options.Weights);

    /// <summary>Loads, learns and saves in one transaction.</summary>
    public Task<Learned> RunAsync(
        ILearningStore store, string tenantId, int most, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.InOneTransactionAsync(
            async unit =>
            {
                var learned = Learn(await unit.LoadAsync(tenantId, most), now);
                await unit.SaveAsync(learned);
                return learned;
            },
            cancellationToken);

    /// <summary>A function of its arguments alone; it changes neither.</summary>
    public Learned Learn(LoggedFeedback batch, DateTimeOffset now)
    {
        var decisions = batch.Decisions.Where(decision => batch.Items.Contains(decision.DecisionId)).ToArray();
        var remade = batch.Weeks.Where(week => week.Value.Remade).ToArray();
        var weeks = remade.ToDictionary(week => week.Key, week => week.Value.Sums.Clone());
        var rewards = new List<ItemReward>();
        var announcements = new List<RewardAssigned>();
        var ballot = new Ballot(batch);
        foreach (var decision in decisions)
        {
            announcements.AddRange(Announcements(batch, decision));
            var assigned = Rewards(batch, decision, decision.IsClosed(now)).ToArray();
            ballot.Count(decision, assigned);
            foreach (var (item, reward) in assigned)
            {
                if (reward == item.Reward || SumsOf(decision.PolicyWeek, item.Features.Length) is not { } sums)
                {
                    continue;
                }

                if (item.Reward is { } old)
                {
                    sums.Revise(item.Features, old.Value, reward.Value);
                }
                else
                {
                    sums.Add(item.Features, reward.Value);
                }

                rewards.Add(new ItemReward(decision.DecisionId, item.ItemId, reward, item.Revision + 1));
            }
        }

        return new Learned(
            batch.TenantId,
            batch.Visited,
            Orphans(batch, known: false),
            Orphans(batch, known: true),
            remade.Length,
            rewards,
            [.. batch.Decisions.Where(decision => decision.IsClosed(now)).Select(decision => decision.DecisionId)],
            announcements,
            batch.PolicyVersion + 1,
            now,
            weeks,
            ballot.Voted,
            ballot.PersonVotes,
            ballot.ItemVotes);

        // Copied with the first change: most decisions of a batch are of the same week. Null: of other features than these.
        LinearPosterior? SumsOf(PolicyWeek week, int dimension)
        {
            if (!weeks.TryGetValue(week, out var sums))
            {
                var known = batch.Weeks.GetValueOrDefault(week)?.Sums;
                if (known is not null && known.Dimension != dimension)
                {
                    return null;
                }

                weeks[week] = sums = known?.Clone() ?? new LinearPosterior(dimension);
            }

            return sums.Dimension == dimension ? sums : null;
        }
    }

    /// <summary>Signals that have become orphans, or were <paramref name="known"/> as such and no longer are.</summary>
    private static string[] Orphans(LoggedFeedback batch, bool known)
    {
        var shown = batch.Items.SelectMany(items => items).Select(item => (item.DecisionId, item.ItemId)).ToHashSet();
        return
        [
            .. from signal in batch.Signals.SelectMany(signals => signals)
               where signal.Orphan == known && shown.Contains((signal.DecisionId, signal.ItemId)) == known
               select signal.Id,
        ];
    }

    /// <summary>
    /// The reward of each item that has one: the aggregate of its signals within the window or, when that has ended, the default for items
    /// that were examined without a signal. Examined is what stands at or above the lowest item with a signal (the cascade model of
    /// Craswell
    /// et al., 2008), and the first few in any case.
    /// </summary>
    private IEnumerable<(ShownItem Item, Reward Reward)> Rewards(LoggedFeedback batch, LoggedDecision decision, bool closed)
    {
        var evidence = batch.Signals[decision.DecisionId]
            .Where(signal => signal.At <= decision.ClosesAt)
            .ToLookup(signal => signal.ItemId, signal => EvidenceOf(signal, decision, batch.Later));
        var items = batch.Items[decision.DecisionId];
        var examined = items.Where(
            item => evidence.Contains(item.ItemId)).Select(item => item.Position).Append(options.ExaminedPositions).Max();
        foreach (var item in items)
        {
            if (evidence.Contains(item.ItemId))
            {
                yield return (item, _model.Aggregate(evidence[item.ItemId]));
            }
            else if (closed && item.Position <= examined)
            {
                yield return (item, new Reward(options.DefaultReward, RewardTraits.Default));
            }
        }
    }

    // Of several decisions on the later observation the lowest change counts, whatever their order.
    private static Evidence EvidenceOf(Signal signal, LoggedDecision decision, ILookup<Guid, LoggedDecision> later) => new(
        signal.Id,
        signal.Kind,
        signal.Kind != SignalKind.Emotion ? signal.Value
            : signal.ObservationId is { } observation ? later[observation].Min(decision.ValenceChange)
            : null,
        signal.At);

    /// <summary>What is known of the person that was not told yet, from all signals: a dislike holds however late it comes.</summary>
    private IEnumerable<RewardAssigned> Announcements(LoggedFeedback batch, LoggedDecision decision)
    {
        var evidence = batch.Signals[decision.DecisionId]
            .ToLookup(signal => signal.ItemId, signal => EvidenceOf(signal, decision, batch.Later));
        return
            from item in batch.Items[decision.DecisionId]
            where evidence.Contains(item.ItemId)
            let said = _model.Say(evidence[item.ItemId])
            where said != item.Said
            select new RewardAssigned
            {
                TenantId = batch.TenantId,
                UserId = decision.UserId,
                DecisionId = decision.DecisionId,
                ItemId = item.ItemId,
                Reward = said.Reward,
                Revision = item.Revision + 1,
                Disliked = said.Opinion == Opinion.Dislike,
                Liked = said.Opinion == Opinion.Like,
                At = said.At,
            };
    }
}
