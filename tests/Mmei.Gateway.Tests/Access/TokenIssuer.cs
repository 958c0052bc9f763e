using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Mmei.Gateway.Tests.Access;

/// <summary>An issuer of tokens on this machine: discovery, keys, and tokens as it would make them, or as nobody should.</summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "mmei";

    private readonly WebApplication _app;

    private TokenIssuer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public RSA Key { get; private set; } = RSA.Create(2048);

    public string KeyId { get; private set; } = "key-1";

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var issuer = new TokenIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => new { issuer = issuer.Address, jwks_uri = issuer.Address + "/keys" });
        app.MapGet("/keys", () => Results.Text(issuer.Keys(), "application/json"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>Settings of a gateway that takes its tokens.</summary>
    public (string Setting, string Value)[] Settings =>
    [
        ("Auth:Tokens:Issuer", Address),
        ("Auth:Tokens:Audience", Audience),
        ("Auth:Tokens:RequireTls", "false"),
        ("Auth:Tokens:KeyRefresh", "00:00:01"),
    ];

    /// <summary>Signs with another key from now on; the old one is not published any more.</summary>
    public void Rotate() => (Key, KeyId) = (RSA.Create(2048), KeyId + "'");

    /// <summary>What a valid token claims.</summary>
    public JsonObject Claims(string scope = "observe feedback catalog admin")
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = "somebody",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["tenant"] = GatewayApp.Tenant,
            ["scope"] = scope,
        };
    }

    public JsonObject Header(string algorithm = "RS256") => new() { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = KeyId };

    public string Token(string scope = "observe feedback catalog admin") => Sign(Header(), Claims(scope));

    public string Sign(JsonObject header, JsonObject claims, RSA? key = null) => Compose(header, claims, content =>
        (key ?? Key).SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Compose(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var content = Encode(header) + "." + Encode(claims);
        return content + "." + Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(content)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Keys()
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = KeyId,
                    n = Base64UrlEncoder.Encode(key.Modulus),
                    e = Base64UrlEncoder.Encode(key.Exponent),
                },
            },
        });
    }

    private static string Encode(JsonObject json) => Base64UrlEncoder.Encode(json.ToJsonString());
}
