using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Ranking.Decisions.Read;

/// <summary>The parts of a score as a client reads them.</summary>
internal static class Explained
{
    public static Explanation By(ScoreParts parts, double similarity, MoodGoal mood, IReadOnlyList<string>? rules) => new()
    {
        Congruence = parts.Congruence,
        Intent = parts.Intent,
        Said = parts.Said,
        Affinity = parts.Affinity,
        Quality = parts.Quality,
        Policy = parts.Policy,
        Boost = parts.Boost,
        Diversity = parts.Diversity,
        Mood = mood,
        Similarity = similarity,
        Rules = rules ?? [],
    };
}
