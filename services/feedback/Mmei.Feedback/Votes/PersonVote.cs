using Mmei.Contracts.V1;

namespace Mmei.Feedback.Votes;

/// <summary>All that one person's feedback says of an item.</summary>
/// <param name="Week">The last in which they met it; see <see cref="Mmei.Learning.Weeks"/>.</param>
/// <param name="Sum">Over all times that they met it; <see cref="Vote.AtMostOne"/> of it counts.</param>
internal sealed record PersonVote(string UserId, string ItemId, long Week, Vote Sum);

/// <summary>The votes on an item of the people who last met it in that week.</summary>
internal sealed record ItemVotes(string ItemId, long Week, Vote Sum, long Revision)
{
    public VotesCounted ToMessage(string tenantId) => new()
    {
        TenantId = tenantId,
        ItemId = ItemId,
        Week = Week,
        For = Sum.For,
        Against = Sum.Against,
        Felt = Sum.Felt,
        Worse = Sum.Worse,
        Revision = Revision,
    };
}
