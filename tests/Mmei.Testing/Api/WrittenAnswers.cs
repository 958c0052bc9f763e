using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mmei.Testing.Api;

/// <summary>
/// What a running platform answered to <see cref="WrittenCalls"/>, by call and status:
/// <c>gateway/Mmei.Gateway/openapi/answers.json</c>.
/// </summary>
public static class WrittenAnswers
{
    private const int Elements = 2;

    private static readonly string File = Path.Combine(Repository.Root, "gateway", "Mmei.Gateway", "openapi", "answers.json");

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyDictionary<string, WrittenAnswer> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, WrittenAnswer>>(System.IO.File.ReadAllText(File), JsonSerializerOptions.Web)!;

    public static string KeyOf(WrittenCall call) => $"{call?.Operation} {call?.Status}";

    public static void Write(IReadOnlyDictionary<string, WrittenAnswer> answers) =>
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(answers, Form) + "\n");

    /// <summary>An answer with two elements of each list, which show what the others are like.</summary>
    public static JsonNode Shortened(JsonNode answer)
    {
        switch (answer)
        {
            case JsonArray list:
                while (list.Count > Elements)
                {
                    list.RemoveAt(list.Count - 1);
                }

                foreach (var element in list.OfType<JsonNode>())
                {
                    Shortened(element);
                }

                break;
            case JsonObject members:
                foreach (var member in members.Select(entry => entry.Value).OfType<JsonNode>())
                {
                    Shortened(member);
                }

                break;
        }

        return answer;
    }
}
