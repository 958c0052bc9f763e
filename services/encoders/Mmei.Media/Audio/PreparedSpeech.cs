using Mmei.Contracts.V1;

namespace Mmei.Media.Audio;

/// <summary>A sound as a speech model hears it.</summary>
/// <param name="Windows">At least one; each of zero mean and unit variance.</param>
/// <param name="Quality">How fit it is.</param>
public sealed record PreparedSpeech(IReadOnlyList<float[]> Windows, MediaQuality Quality);
