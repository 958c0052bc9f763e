using System.Collections.ObjectModel;
using Mmei.Contracts.Api.V1;

namespace Mmei.Ranking.Index;

/// <summary>What an item says of itself beside kind and tags, and may be asked for by an expression.</summary>
/// <param name="Creator">Null where it does not say.</param>
/// <param name="Language">A tag of BCP 47; null where it does not say.</param>
/// <param name="Attributes">By names of the tenant's own.</param>
internal sealed record ItemFacts(string? Creator, string? Language, IReadOnlyDictionary<string, AttributeValue> Attributes)
{
    public static ItemFacts None { get; } = new(null, null, ReadOnlyDictionary<string, AttributeValue>.Empty);

    public bool IsEmpty => Creator is null && Language is null && Attributes.Count == 0;
}
