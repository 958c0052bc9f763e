using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Mmei.Testing.Servers;

namespace Mmei.Gateway.Tests;

/// <summary>
/// Valid requests with a few things changed are answered or refused, whatever they are. 3,000 in a run; <c>MMEI_TEST_MUTATIONS</c> names
/// another number.
/// </summary>
public sealed class When_requests_are_mutated
{
    private const int Requests = 3_000;
    private static readonly string[] Internals = ["   at ", "System.", "Exception", "Microsoft.", "Npgsql", ".cs:"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_answer_each_or_say_as_a_problem_why_not(bool whole)
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("MMEI_TEST_MUTATIONS") ?? $"{Requests}", CultureInfo.InvariantCulture);
        using var folder = new TempFolder();
        await using var app = await GatewayApp.StartAsync(
            whole,
            ("Storage:ConnectionString", $"Data Source={folder["mmei.db"]}"),
            ("Gateway:RateLimits:RequestsPerSecond", "1000000"),
            ("Gateway:RateLimits:Burst", "1000000"));
        var wrong = new ConcurrentQueue<string>();

        // Behind the proxy nothing listens: what the gateway passes on is a 503. A tenth of the requests tells as much.
        var seeds = Enumerable.Range(0, whole ? count : count / 10);
        await Parallel.ForEachAsync(seeds, TestContext.Current.CancellationToken, async (seed, _) =>
        {
            var request = new MutatedRequest(seed);
            if (await ProblemWith(app, request) is { } problem)
            {
                wrong.Enqueue($"{seed}: {problem} of {request}");
            }
        });

        wrong.Take(20).ShouldBeEmpty();
    }

    private static async Task<string?> ProblemWith(GatewayApp app, MutatedRequest mutated)
    {
        using var request = mutated.ToMessage();
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;
        return status >= 500 && status != 503 ? $"{status} {text}"
            : status < 400 || request.Method == HttpMethod.Head ? null
            : response.Content.Headers.ContentType?.MediaType is var type and not "application/problem+json" ? $"{status} as {type}"
            : Internals.FirstOrDefault(text.Contains) is { } inside ? $"'{inside}' in {text}"
            : JsonDocument.Parse(text).RootElement.TryGetProperty("traceId", out var _) ? null
            : $"no traceId in {text}";
    }
}
