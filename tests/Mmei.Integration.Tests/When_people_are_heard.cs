using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing.Servers;

namespace Mmei.Integration.Tests;

/// <summary>What is seen and heard stays: ONNX Runtime's library holds a telemetry client, which this platform never lets speak.</summary>
public sealed partial class When_people_are_heard
{
    /// <summary>The client speaks some seconds after the first model was opened.</summary>
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(15);

    private const string Calls = "network,creat,open,openat,mkdir,mkdirat";

    [Fact]
    public async Task Should_neither_look_a_name_up_nor_reach_out_nor_write_outside_its_own_folders()
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var own = new TempFolder();
        using var home = new TempFolder();
        var trace = own["trace"];
        await CheckTracingAsync(trace);

        await using (var platform = ServiceProcess.Start(
            "services/standalone/Mmei.Standalone",
            Settings(own.Path, home.Path),
            "strace", "-f", "--seccomp-bpf", "-qq", "-s", "256", "-e", "signal=none", "-e", $"trace={Calls}", "-o", trace))
        {
            await platform.ReadyAsync();
            using var http = new HttpClient { BaseAddress = platform.Address, Timeout = TimeSpan.FromMinutes(1) };
            http.DefaultRequestHeaders.Add("X-Api-Key", "key");
            var people = await Samples.ObservationsAsync(cancelled);
            var person = people.First(sample => sample is { Text: not null, Image: not null, Audio: not null });
            person = person with { Options = new OptionsRequest { DeadlineMs = 10_000 } };
            var answer = await new MmeiClient(http).ObserveAsync(person, cancelled);
            answer.Modalities.Values.ShouldAllBe(modality => modality.Status == ModalityStatus.Used);
            await Task.Delay(Listening, TimeProvider.System, cancelled);
            await platform.StopAsync();
        }

        var calls = await File.ReadAllLinesAsync(trace, cancelled);
        calls.ShouldContain(call => call.Contains("model.onnx", StringComparison.Ordinal));
        calls.Where(call => ReachesOut(call) || LooksUp(call)).ShouldBeEmpty();
        calls.Where(call => Written(call) is { } path && !IsOwn(path, own.Path)).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
    }

    private static Dictionary<string, string?> Settings(string own, string home) => new()
    {
        ["Bus:Transport"] = "InMemory",
        ["Auth:ApiKeys:0:Tenant"] = "demo",
        ["Auth:ApiKeys:0:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("key"))),
        ["Storage:ConnectionString"] = $"Data Source={own}/mmei.db",
        ["TMPDIR"] = own,
        ["HOME"] = home,
    };

    /// <summary>Skips where tracing is not installed or not allowed.</summary>
    private static async Task CheckTracingAsync(string trace)
    {
        try
        {
            using var tried = Process.Start("strace", ["-f", "--seccomp-bpf", "-o", trace, "true"]);
            await tried.WaitForExitAsync();
            Assert.SkipWhen(tried.ExitCode != 0, "Processes may not be traced here: strace needs ptrace.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("strace is not installed here: apt-get install strace.");
        }
    }

    private static bool ReachesOut(string call) =>
        Peer().Match(call) is { Success: true } peer && !Loopback().IsMatch(peer.Groups["address"].Value);

    /// <summary>Whoever looks a name up reads this file first.</summary>
    private static bool LooksUp(string call) =>
        call.Contains("\"/etc/hosts\"", StringComparison.Ordinal) || call.Contains("htons(53)", StringComparison.Ordinal);

    private static string? Written(string call) => Writing().Match(call) is { Success: true } writing ? writing.Groups["path"].Value : null;

    private static bool IsOwn(string path, string own) =>
        !path.StartsWith('/') || path.StartsWith(own, StringComparison.Ordinal) || path.StartsWith("/dev/", StringComparison.Ordinal)
        || path.StartsWith("/proc/", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+ +(?:connect|send\w*)\(.*(?:inet_addr\(|inet_pton\(AF_INET6, )""(?<address>[^""]*)""")]
    private static partial Regex Peer();

    [GeneratedRegex(@"^(127\.|::1$|::ffff:127\.)")]
    private static partial Regex Loopback();

    [GeneratedRegex(@"^\d+ +(?:open|openat|creat|mkdir|mkdirat)\((?:\w+, )?""(?<path>[^""]*)""(?!, O_RDONLY)(?!, [A-Z_|]*O_PATH)")]
    private static partial Regex Writing();
}
