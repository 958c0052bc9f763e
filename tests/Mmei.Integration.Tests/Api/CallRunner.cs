using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mmei.Testing.Api;

namespace Mmei.Integration.Tests.Api;

/// <summary>Makes written calls as an editor does: puts in what the variables stand for, answers of earlier calls included.</summary>
internal sealed partial class CallRunner(HttpClient http, string key)
{
    private readonly Dictionary<string, JsonNode> _answers = [];

    public async Task<HttpResponseMessage> RunAsync(WrittenCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), Filled(call.Address));
        if (call.ContentType is { } type)
        {
            request.Content = new StringContent(Filled(call.Body), Encoding.UTF8, type);
        }

        foreach (var (name, value) in call.Headers.Where(header => header.Key != "Content-Type"))
        {
            request.Headers.Add(name, Filled(value));
        }

        var answer = await http.SendAsync(request, cancellationToken);
        if (call.Name is { } named)
        {
            _answers[named] = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        }

        return answer;
    }

    private string Filled(string text) => Variable().Replace(text, match => match.Groups[1].Value switch
    {
        "url" => "",
        "key" => key,
        "$datetime iso8601" => TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        var path => OfAnswer(path),
    });

    /// <summary>As <c>observe.response.body.$.items[0].id</c>.</summary>
    private string OfAnswer(string path)
    {
        var (name, steps) = path.Split(".response.body.$.") is [var first, var second] ? (first, second) : throw new FormatException(path);
        return $"{steps.Replace("[", ".[", StringComparison.Ordinal).Split('.').Aggregate(_answers[name], Member)}";
    }

    private static JsonNode Member(JsonNode node, string step) =>
        step[0] == '[' ? node[int.Parse(step[1..^1], CultureInfo.InvariantCulture)]! : node[step]!;

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Variable();
}
