namespace Mmei.Ranking.Quality;

/// <summary>Votes are counted by weeks since the first of January 1970.</summary>
internal static class Weeks
{
    public const int Days = 7;

    public static long Of(DateTimeOffset at) => at.ToUnixTimeSeconds() / (Days * 24 * 60 * 60);
}
