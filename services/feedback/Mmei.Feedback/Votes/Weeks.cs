namespace Mmei.Feedback.Votes;

/// <summary>Votes fade by whole weeks, so that those of one week can be summed once and for all.</summary>
internal static class Weeks
{
    private const long MillisecondsInWeek = 7L * 24 * 60 * 60 * 1000;

    /// <summary>Weeks since the first of January 1970.</summary>
    public static long Of(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / MillisecondsInWeek;
}
