using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests;

/// <summary>A valid request of the API with a few things changed, the same for the same seed.</summary>
internal sealed class MutatedRequest
{
    private static readonly (string Method, string Path, string? Type, byte[]? Body)[] Valid =
    [
        ("POST", "/v1/observations", "application/json", """
            {"userId":"u-17","sessionId":"s-1","text":"what a day","consent":{"text":true,"image":false,"purpose":"recommendation"},
             "context":{"localTime":"2026-11-22T21:40:00+01:00","device":"phone","heartRate":64,"activity":"still"},
             "options":{"k":10,"kinds":["music","image"],"items":["m-1"],"mood":"calm","excludeSeen":true,"deadlineMs":1500,"explain":true}}
            """u8.ToArray()),
        ("POST", "/v1/observations", "application/json", Encoding.UTF8.GetBytes(
            $$"""{"image":"{{Convert.ToBase64String(Media.Png)}}","audio":"{{Convert.ToBase64String(Media.Wav)}}","consent":{{Calls.Agreed.ToJsonString()}} }""")),
        ("POST", "/v1/observations", "multipart/form-data; boundary=b", [
            .. "--b\r\nContent-Disposition: form-data; name=request\r\nContent-Type: application/json\r\n\r\n"u8, .. Calls.AgreedRequest,
            .. "\r\n"u8,
            .. "--b\r\nContent-Disposition: form-data; name=image; filename=a\r\n\r\n"u8, .. Media.Png, .. "\r\n--b--\r\n"u8]),
        ("POST", "/v1/feedback", "application/json", Encoding.UTF8.GetBytes($$"""
            {"signals":[{"id":"s-1","decisionId":"01939a5c-6b7e-7c3a-9d1e-2f3a4b5c6d7e","itemId":"m-1","kind":"dwell","value":84.5,
             "at":"{{TimeProvider.System.GetUtcNow():O}}"}]}
            """)),
        ("PUT", "/v1/items/m-1", "application/json",
            """{"id":"m-1","kind":"music","title":"Rain","description":"soft","tags":["sea"]}"""u8.ToArray()),
        ("POST", "/v1/items:import", "application/x-ndjson", """
            {"id":"m-2","kind":"image","title":"Dawn","tags":["sky"]}
            {"id":"m-3","kind":"story","title":"Home"}
            """u8.ToArray()),
        ("POST", "/v1/items:import", "text/csv",
            "id,kind,title,description,tags\nm-4,video,Sea,\"a, b\",x|y\nm-5,music,Hum,,\n"u8.ToArray()),
        ("GET", "/v1/items/m-1", null, null),
        ("DELETE", "/v1/items/m-1", null, null),
        ("GET", "/v1/items:status", null, null),
        ("GET", "/v1/limits", null, null),
        ("GET", "/openapi/v1.json", null, null),
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "10.0", "9999999999999999999999", "[]", "{}", "[[[[]]]]", "[null]", "NaN", "'", "//",
        "\"\"", "\" \"", "\"a, b\"", "\"music, image\"", "\"2026-11-22\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u202e\\uffff\"", "\"00000000-0000-0000-0000-000000000000\"",
        $"\"{new string('x', 5_000)}\"",
    ];

    private static readonly string[] Types =
    [
        "application/json; charset=\"utf-8\"", "application/json; charset=bogus", "application/json; charset=", "application/json;;",
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b; charset=utf-16",
        "text/csv; charset=utf-7", "text/csv; charset=utf-16", "application/x-ndjson; charset=latin1", "application/problem+json",
        "text/plain", "x", "*/*",
    ];

    private static readonly string[] Paths =
    [
        "/v1/items/", "/v1/items/%20", "/v1/items/%E4", "/v1/items/a%2Fb", "/v1/items/..", "/v1/items:", "/v1/items:import?wait=maybe",
        "/v1", "/v1/ünï",
    ];

    private static readonly string[] Headers = ["Content-Encoding", "Accept", "Expect", "X-Mmei-Tenant", "Idempotency-Key", "Range"];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"];

    private readonly Random _random;
    private readonly Dictionary<string, string> _headers = [];
    private string _method;
    private string _path;
    private string? _type;
    private byte[]? _body;
    private Version _version = HttpVersion.Version11;

    public MutatedRequest(int seed)
    {
        _random = new Random(seed);
        (_method, _path, _type, _body) = Pick(Valid);
        for (var changes = _random.Next(1, 4); changes > 0; changes--)
        {
            Change();
        }
    }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(_method), _path)
        {
            Version = _version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (_body is not null)
        {
            message.Content = new ByteArrayContent(_body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", _type);
        }

        foreach (var (name, value) in _headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public override string ToString()
    {
        var body = _body is null ? "" : Encoding.UTF8.GetString(_body);
        return $"{_method} {_path} {_type} {string.Join(' ', _headers)} {body[..Math.Min(body.Length, 600)]}";
    }

    private void Change()
    {
        switch (_random.Next(12))
        {
            case 0: _type = Pick(Types); break;
            case 1: _method = Pick(Methods); break;
            case 2: _path = Pick(Paths); break;
            case 3: _headers[Pick(Headers)] = Pick(["gzip", "br", "deflate", "*", ""]); break;
            case 4: _version = HttpVersion.Version20; break;
            case 5 or 6 or 7: ChangeMember(); break;
            default: ChangeBytes(); break;
        }
    }

    /// <summary>Puts another value, no value, or a second member in the place of a member of the JSON, wherever it is.</summary>
    private void ChangeMember()
    {
        if (_body is null || Parse(_body) is not { } root)
        {
            ChangeBytes();
            return;
        }

        // The value goes in as text: some are no JSON, and JSON nodes know no second member of a name.
        const string Mark = "\"the mark\"";
        var members = Members(root).ToArray();
        var (holder, name) = Pick(members);
        var value = holder[name]?.ToJsonString() ?? "null";
        holder[name] = JsonNode.Parse(Mark);
        var changed = root.ToJsonString().Replace(Mark, _random.Next(4) switch
        {
            0 => $"{value},\"{name}\":{Pick(Values)}",
            1 => $"{value},\"{Pick(members).Name}\":{Pick(Values)}",
            _ => Pick(Values),
        }, StringComparison.Ordinal);
        _body = Encoding.UTF8.GetBytes(changed);
    }

    private void ChangeBytes()
    {
        if (_body is not { Length: > 0 } body)
        {
            _body = [(byte)_random.Next(256)];
            return;
        }

        var at = _random.Next(body.Length);
        _body = _random.Next(5) switch
        {
            0 => body[..at],
            1 => [.. body[..at], (byte)_random.Next(256), .. body[at..]],
            2 => [.. body[..at], .. body[(at + 1)..]],
            3 => [.. body, .. body[at..]],
            _ => [.. body[..at], (byte)(body[at] ^ (1 << _random.Next(8))), .. body[(at + 1)..]],
        };
    }

    /// <summary>Null where an earlier change left what nodes cannot hold or write: no JSON, a member twice, half a character.</summary>
    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            var root = JsonNode.Parse(body) as JsonObject;
            return root?.ToJsonString() is not null && Members(root).ToArray().Length > 0 ? root : null;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<(JsonObject Holder, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject holder => holder.SelectMany(member => Members(member.Value).Prepend((holder, member.Key))),
        JsonArray elements => elements.SelectMany(Members),
        _ => [],
    };

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
