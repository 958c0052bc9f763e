using Mmei.Contracts.V1;

namespace Mmei.Encoders.Models;

/// <summary>An input as the model takes it.</summary>
/// <param name="Items">Itself, or its windows or frames; at least one.</param>
/// <param name="Quality">How fit the medium was; null where that does not apply.</param>
public sealed record Prepared<TItem>(IReadOnlyList<TItem> Items, MediaQuality? Quality = null);
