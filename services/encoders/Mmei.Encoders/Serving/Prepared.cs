using Mmei.Contracts.V1;

namespace Mmei.Encoders;

/// <summary>An input as the model takes it.</summary>
/// <param name="Parts">At least one.</param>
/// <param name="Quality">How fit the medium was; null where that does not apply.</param>
public sealed record Prepared<TPart>(IReadOnlyList<TPart> Parts, MediaQuality? Quality = null);
