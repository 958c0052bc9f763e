namespace Mmei.Feedback.Votes;

/// <summary>Counts votes anew where feedback has changed: people's sums, and from them the items'. Not safe for concurrent use.</summary>
/// <param name="people">The votes that are known of these people on these items.</param>
/// <param name="items">What is counted of these items, in every week.</param>
internal sealed class VoteCount(IEnumerable<PersonVote> people, IEnumerable<ItemVotes> items)
{
    private readonly Dictionary<(string UserId, string ItemId), PersonVote> _people =
        people.ToDictionary(vote => (vote.UserId, vote.ItemId));

    private readonly Dictionary<(string ItemId, long Week), ItemVotes> _items = items.ToDictionary(votes => (votes.ItemId, votes.Week));
    private readonly Dictionary<(string ItemId, long Week), Vote> _changes = [];
    private readonly HashSet<(string UserId, string ItemId)> _changed = [];

    /// <summary>The people's votes that have changed.</summary>
    public IReadOnlyList<PersonVote> People => [.. _changed.Select(key => _people[key])];

    /// <summary>The items' weeks that have changed, one revision further.</summary>
    public IReadOnlyList<ItemVotes> Items =>
    [
        .. from change in _changes
           where change.Value != default
           let known = _items.GetValueOrDefault(change.Key) ?? new ItemVotes(change.Key.ItemId, change.Key.Week, default, 0)
           select known with { Sum = known.Sum + change.Value, Revision = known.Revision + 1 },
    ];

    /// <summary>Replaces what one meeting of a person with an item said.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="itemId">The item.</param>
    /// <param name="week">When they met it.</param>
    /// <param name="before">What it was counted as; nothing where it was not.</param>
    /// <param name="after">What it says now.</param>
    public void Replace(string userId, string itemId, long week, Vote before, Vote after)
    {
        var key = (userId, itemId);
        if (_people.TryGetValue(key, out var known))
        {
            Shift((itemId, known.Week), default(Vote) - known.Sum.AtMostOne());
        }

        // A vote that has been deleted for its age has nothing left that could be replaced.
        var next = known is null
            ? new PersonVote(userId, itemId, week, after)
            : known with { Week = Math.Max(known.Week, week), Sum = known.Sum - before + after };
        Shift((itemId, next.Week), next.Sum.AtMostOne());
        _people[key] = next;
        _changed.Add(key);
    }

    /// <summary>Takes a person's vote out of what is counted of the item; the vote itself is no change here.</summary>
    public void Remove(string userId, string itemId)
    {
        if (_people.Remove((userId, itemId), out var known))
        {
            Shift((itemId, known.Week), default(Vote) - known.Sum.AtMostOne());
            _changed.Remove((userId, itemId));
        }
    }

    private void Shift((string ItemId, long Week) key, Vote by) => _changes[key] = _changes.GetValueOrDefault(key) + by;
}
