namespace Mmei.Media.Audio;

/// <summary>Where somebody speaks in a sound.</summary>
/// <param name="Parts">In order and apart; none where nobody speaks.</param>
/// <param name="Share">Of the sound that is speech, margins left out, 0 to 1.</param>
public sealed record SpokenParts(IReadOnlyList<Range> Parts, double Share);
