using Mmei.Contracts.Taxonomy;

namespace Mmei.Ranking.Rank;

internal static class Fallbacks
{
    /// <summary>What stood in for a search; null where nothing had to.</summary>
    public static Fallback? Of(CandidateOrigin origin) => origin switch
    {
        CandidateOrigin.Popular => Fallback.Popular,
        CandidateOrigin.Newest => Fallback.Newest,
        _ => null,
    };
}
