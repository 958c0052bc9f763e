namespace Mmei.Cli.Demo;

internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks until the answer is as wanted, or time is up; gives the last answer either way.</summary>
    public static async Task<T> UntilAsync<T>(
        Func<CancellationToken, Task<T>> ask, Func<T, bool> wanted, TimeProvider time, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var answer = await ask(cancellationToken);
            if (wanted(answer) || time.GetElapsedTime(started) >= timeout)
            {
                return answer;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
