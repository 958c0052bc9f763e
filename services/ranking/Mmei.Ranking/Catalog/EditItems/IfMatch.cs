using Microsoft.Net.Http.Headers;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.EditItems;

/// <summary>The condition of a change: that the item still has a revision that the client has seen (RFC 9110, 13.1.1).</summary>
internal sealed class IfMatch
{
    private readonly IList<EntityTagHeaderValue> _tags;

    private IfMatch(IList<EntityTagHeaderValue> tags) => _tags = tags;

    /// <summary>What a request says under If-Match; null where it says nothing.</summary>
    /// <exception cref="InvalidInputFailure">It cannot be read.</exception>
    public static IfMatch? Of(string? header) =>
        header is null ? null
        : EntityTagHeaderValue.TryParseStrictList([header], out var tags) ? new IfMatch(tags)
        : throw new InvalidInputFailure(HeaderNames.IfMatch, "must be the ETag of an answer, as \"3\"");

    /// <summary>The tag of an item: its revision.</summary>
    public static EntityTagHeaderValue TagOf(StoredItem item) => new($"\"{item.Revision}\"");

    /// <exception cref="PreconditionFailure">The item has another revision by now, or is gone.</exception>
    public void Require(StoredItem? item)
    {
        if (item is null || !_tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(TagOf(item), useStrongComparison: true)))
        {
            throw new PreconditionFailure("The item has changed since: read it again.");
        }
    }
}
