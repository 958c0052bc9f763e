using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Mmei.Testing.Servers;
using static Mmei.Feedback.Tests.Builders;

namespace Mmei.Feedback.Tests.Faults;

/// <summary>What the system was asked to do, in its order.</summary>
public sealed partial class When_signals_are_answered
{
    [Fact]
    public async Task Should_have_the_commit_on_disk_before_the_answer_leaves()
    {
        using var folder = new TempFolder();
        var (database, trace) = (folder["feedback.db"], folder["trace"]);
        await CheckTracingAsync(trace);

        await using (var feedback = await FeedbackProcess.StartAsync(
            database, "strace", "-f", "-qq", "-y", "-s", "64", "-e", "signal=none",
            "-e", "trace=pwrite64,pwritev,write,fsync,fdatasync,sendto,sendmsg,writev", "-o", trace))
        {
            (await feedback.TryPostAsync([PostedLike(1, "item-1")])).ShouldBeTrue();
            await feedback.StopAsync();
        }

        var calls = await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
        var answer = Array.FindIndex(calls, call => call.Contains("HTTP/1.1 202", StringComparison.Ordinal));
        answer.ShouldBeGreaterThan(0, "no answer was seen");
        var write = Array.FindLastIndex(calls, answer, call => Written().IsMatch(call));
        write.ShouldBeGreaterThanOrEqualTo(0, "nothing was written to the log of the database");

        // The call that reached the disk has returned before the answer is sent: unfinished ones are resumed on a line of their own.
        var sync = Array.FindIndex(calls, write, answer - write, call => Synced().IsMatch(call));
        sync.ShouldBeGreaterThan(write, $"no sync between the last write and the answer:\n{string.Join('\n', calls[write..(answer + 1)])}");
    }

    /// <summary>Skips where tracing is not installed or not allowed.</summary>
    private static async Task CheckTracingAsync(string trace)
    {
        try
        {
            using var tried = Process.Start("strace", ["-f", "-o", trace, "true"]);
            await tried.WaitForExitAsync();
            Assert.SkipWhen(tried.ExitCode != 0, "Processes may not be traced here: strace needs ptrace.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("strace is not installed here: apt-get install strace.");
        }
    }

    [GeneratedRegex(@"\b(pwrite64|pwritev|write)\(\d+<[^>]*feedback\.db-wal>")]
    private static partial Regex Written();

    [GeneratedRegex(@"\b(fsync|fdatasync)\(\d+<[^>]*feedback\.db-wal>\) += 0|<\.\.\. (fsync|fdatasync) resumed>\) += 0")]
    private static partial Regex Synced();
}
