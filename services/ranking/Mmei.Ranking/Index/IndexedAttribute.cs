using Mmei.Contracts.Api.V1;

namespace Mmei.Ranking.Index;

/// <summary>An attribute that filters ask for in one type.</summary>
internal readonly record struct IndexedAttribute(string Name, AttributeType Type);
