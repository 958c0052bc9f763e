using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mmei.Gateway.Tests.Access;

/// <summary>Tokens that look right and are not, by what is wrong with them.</summary>
internal static class ForgedTokens
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly Dictionary<string, Func<TokenIssuer, string>> All = new()
    {
        ["no signature: alg none"] = issuer => TokenIssuer.Compose(issuer.Header("none"), issuer.Claims(), _ => []),
        ["no signature: alg nOnE"] = issuer => TokenIssuer.Compose(issuer.Header("nOnE"), issuer.Claims(), _ => []),
        ["alg none over a true signature"] = issuer => issuer.Sign(issuer.Header("none"), issuer.Claims()),
        ["the signature cut off"] = issuer => issuer.Token()[..(issuer.Token().LastIndexOf('.') + 1)],
        ["no algorithm"] = issuer => issuer.Sign(Without(issuer.Header(), "alg"), issuer.Claims()),
        ["somebody else's key under our kid"] = issuer => issuer.Sign(issuer.Header(), issuer.Claims(), RSA.Create(2048)),
        ["claims changed after signing"] = issuer => Swapped(issuer),
        ["HS256 with the public key, DER"] = issuer => Hmac(issuer, issuer.Key.ExportSubjectPublicKeyInfo()),
        ["HS256 with the public key, PEM"] = issuer => Hmac(issuer, Encoding.ASCII.GetBytes(issuer.Key.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the modulus"] = issuer => Hmac(issuer, issuer.Key.ExportParameters(false).Modulus!),
        ["HS256 with nothing"] = issuer => Hmac(issuer, []),
        ["expired"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "exp", Now.AddMinutes(-2).ToUnixTimeSeconds())),
        ["without an end"] = issuer => issuer.Sign(issuer.Header(), Without(issuer.Claims(), "exp")),
        ["an end that is no number"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "exp", "tomorrow")),
        ["not valid yet"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "nbf", Now.AddMinutes(5).ToUnixTimeSeconds())),
        ["for somebody else"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "aud", "another-api")),
        ["for nobody"] = issuer => issuer.Sign(issuer.Header(), Without(issuer.Claims(), "aud")),
        ["of another issuer"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "iss", "https://evil.example")),
        ["of an issuer that begins alike"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "iss", issuer.Address + ".evil.example")),
        ["of nobody"] = issuer => issuer.Sign(issuer.Header(), Without(issuer.Claims(), "iss")),
        ["a kid that nobody has"] = issuer => issuer.Sign(With(issuer.Header(), "kid", "nobody"), issuer.Claims()),
        ["a kid that is a path"] = issuer => Hmac(issuer, [], With(issuer.Header("HS256"), "kid", "../../../../dev/null")),
        ["a kid that is SQL"] = issuer => Hmac(issuer, "x"u8.ToArray(), With(issuer.Header("HS256"), "kid", "' UNION SELECT 'x' --")),
        ["a kid that is a number"] = issuer => issuer.Sign(With(issuer.Header(), "kid", 1), issuer.Claims(), RSA.Create(2048)),
        ["its own key brought along (jwk)"] = issuer => OwnKey(issuer, (header, key) => header["jwk"] = Jwk(key)),
        ["its own key set named (jku)"] = issuer => OwnKey(issuer, (header, _) => header["jku"] = "http://127.0.0.1:9/keys"),
        ["its own certificate named (x5u)"] = issuer => OwnKey(issuer, (header, _) => header["x5u"] = "http://127.0.0.1:9/cert"),
        ["critical headers"] = issuer => issuer.Sign(With(With(issuer.Header(), "crit", new JsonArray("x")), "x", 1), issuer.Claims()),
        ["no tenant"] = issuer => issuer.Sign(issuer.Header(), Without(issuer.Claims(), "tenant")),
        ["two tenants"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "tenant", new JsonArray("acme", "globex"))),
        ["a tenant that is a path"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "tenant", "../globex")),
        ["encrypted, or so it says"] = issuer => issuer.Token() + ".AAAA.AAAA",
        ["half of one"] = issuer => issuer.Token()[..40],
        ["no token at all"] = _ => "a-key-for-tests",
        ["nothing"] = _ => "",
        ["larger than any"] = issuer => issuer.Sign(issuer.Header(), With(issuer.Claims(), "fill", new string('x', 20_000))),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static string Make(string name, TokenIssuer issuer) => All[name](issuer);

    private static string Hmac(TokenIssuer issuer, byte[] secret, JsonObject? header = null) => TokenIssuer.Compose(
        header ?? issuer.Header("HS256"), issuer.Claims(), content => HMACSHA256.HashData(secret, content));

    private static string Swapped(TokenIssuer issuer)
    {
        var parts = issuer.Token("observe").Split('.');
        parts[1] = issuer.Token("admin").Split('.')[1];
        return string.Join('.', parts);
    }

    private static string OwnKey(TokenIssuer issuer, Action<JsonObject, RSA> bring)
    {
        var key = RSA.Create(2048);
        var header = With(issuer.Header(), "kid", "mine");
        bring(header, key);
        return issuer.Sign(header, issuer.Claims(), key);
    }

    private static JsonObject Jwk(RSA key)
    {
        var parameters = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "mine",
            ["n"] = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static JsonObject With(JsonObject json, string member, JsonNode value)
    {
        json[member] = value;
        return json;
    }

    private static JsonObject Without(JsonObject json, string member)
    {
        json.Remove(member);
        return json;
    }
}
