using System.Text.Json;
using System.Text.Json.Nodes;
using Mmei.Testing;
using Mmei.Testing.Api;

namespace Mmei.Gateway.Tests;

/// <summary>Each call stands in a file that editors run, with what it answers.</summary>
public sealed class When_calls_are_written_down
{
    private static readonly JsonNode Document = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "gateway", "Mmei.Gateway", "openapi", "v1.json")))!;

    /// <summary>A WebSocket, which the editors do not speak.</summary>
    private static readonly string[] Left = ["stream"];

    private static IEnumerable<JsonNode> Operations =>
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    [Fact]
    public void Should_have_every_call_in_the_file_that_editors_run() =>
        WrittenCalls.Read().Select(call => call.Operation).Distinct()
            .ShouldBe(Operations.Select(operation => operation["operationId"]!.GetValue<string>()).Except(Left), ignoreOrder: true);

    /// <summary>The answers as they are written down have the form that is described.</summary>
    [Fact]
    public void Should_show_answers_as_they_are_described()
    {
        var answers = WrittenAnswers.Read();

        WrittenCalls.Read().Where(call => answers.ContainsKey(WrittenAnswers.KeyOf(call))).SelectMany(call =>
        {
            var answer = answers[WrittenAnswers.KeyOf(call)];
            JsonElement? json = answer.Type is "application/json" or "application/problem+json"
                ? JsonSerializer.SerializeToElement(answer.Body) : null;
            return DescribedApi.Committed.Faults(new HttpMethod(call.Method), call.Path, call.Status, answer.Type, json);
        }).ShouldBeEmpty();
    }
}
