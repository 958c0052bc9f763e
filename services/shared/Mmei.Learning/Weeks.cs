namespace Mmei.Learning;

/// <summary>Votes on items fade by whole weeks, so that those of one week can be summed once and for all.</summary>
public static class Weeks
{
    public const int Days = 7;

    private const long MillisecondsInWeek = Days * 24L * 60 * 60 * 1000;

    /// <summary>Weeks since the first of January 1970.</summary>
    public static long Of(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / MillisecondsInWeek;
}
