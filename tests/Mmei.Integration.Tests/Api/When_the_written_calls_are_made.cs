using System.Text.Json.Nodes;
using Mmei.Integration.Tests.Platform;
using Mmei.Testing.Api;

namespace Mmei.Integration.Tests.Api;

/// <summary>Every call that is written down, with its example, does what its title says on a running platform.</summary>
public sealed class When_the_written_calls_are_made
{
    private const string Update = "MMEI_UPDATE_ANSWERS";

    /// <summary>With the environment variable set, the answers that are kept beside the calls are written anew.</summary>
    [Fact]
    public async Task Should_answer_with_the_status_that_each_names()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(8));
        await using var platform = await RunningPlatform.StartAsync("memory");
        await Samples.ImportCatalogAsync(platform.Client, timeout.Token);
        using var http = new HttpClient(new AnswersAsDescribed()) { BaseAddress = platform.Http.BaseAddress };
        var runner = new CallRunner(http, platform.Key);
        var (wrong, answers) = (new List<string>(), new Dictionary<string, WrittenAnswer>());
        foreach (var call in WrittenCalls.Read())
        {
            using var answer = await runner.RunAsync(call, timeout.Token);
            var body = await answer.Content.ReadAsStringAsync(timeout.Token);
            if ((int)answer.StatusCode != call.Status)
            {
                wrong.Add($"{WrittenAnswers.KeyOf(call)} answered {(int)answer.StatusCode}: {body}");
            }
            else if (answer.Content.Headers.ContentType?.MediaType is { } type)
            {
                answers[WrittenAnswers.KeyOf(call)] = new WrittenAnswer(type, Example(type, body));
            }
        }

        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            WrittenAnswers.Write(answers);
        }

        wrong.ShouldBeEmpty();
        AnsweredRows(answers["observeMany 200"]).ShouldBe(["row-1"], "one row is good, one is not");
        answers.Keys.ShouldBe(WrittenAnswers.Read().Keys, ignoreOrder: true, $"Run this test with {Update}=1 to write the answers anew.");
    }

    private static IEnumerable<string> AnsweredRows(WrittenAnswer batch) =>
        from line in batch.Body.GetValue<string>().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let row = JsonNode.Parse(line)!
        where row["answer"] is not null
        select row["id"]!.GetValue<string>();

    private static JsonNode Example(string type, string body) => type is "application/json" or "application/problem+json"
        ? WrittenAnswers.Shortened(JsonNode.Parse(body)!)
        : JsonValue.Create(string.Join('\n', body.Split('\n').Take(3)) + "\n");
}
