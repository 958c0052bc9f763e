using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests;

/// <summary>The calls that tests make.</summary>
internal static class Calls
{
    /// <summary>A <c>request</c> part in which the person agreed to face and voice.</summary>
    public static readonly byte[] AgreedRequest =
        """{ "text": "unwind", "consent": { "image": true, "audio": true, "purpose": "recommendation" } }"""u8.ToArray();

    /// <summary>That the person agreed to face and voice.</summary>
    public static JsonObject Agreed => new() { ["image"] = true, ["audio"] = true, ["purpose"] = "recommendation" };

    public static async Task<Answer> ObserveAsync(this GatewayApp app, string json) => await Answer.ReadAsync(
        await app.Client.PostAsync(
            "/v1/observations", new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken));

    public static Task<Answer> ObserveAsync(this GatewayApp app, JsonObject request) => app.ObserveAsync(request.ToJsonString());

    public static async Task<Answer> ObserveAsync(this GatewayApp app, HttpContent content) => await Answer.ReadAsync(
        await app.Client.PostAsync("/v1/observations", content, TestContext.Current.CancellationToken));

    public static async Task<Answer> ReadAsync(this HttpClient client, string path) => await Answer.ReadAsync(
        await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    public static MultipartFormDataContent Form(params (string Name, byte[] Bytes, string Type)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes, type) in parts)
        {
            form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, name, name);
        }

        return form;
    }
}
