using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Mmei.Hosting.Failures;

namespace Mmei.Hosting.Bodies;

/// <summary>The charset that a body's Content-Type declares. JSON is UTF-8 (RFC 8259), so no other is read.</summary>
public static class Charset
{
    /// <summary>The declared charset without its quotes; null where none is, or the header cannot be read.</summary>
    public static string? Of(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && HeaderUtilities.RemoveQuotes(type.Charset).Value is { Length: > 0 } charset
            ? charset
            : null;

    /// <summary>Whether it names UTF-8, in any case; "utf8" is a label of it too (WHATWG Encoding).</summary>
    public static bool IsUtf8(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UnsupportedMediaFailure">Another charset than UTF-8 is declared.</exception>
    public static void RequireUtf8(string? contentType)
    {
        if (Of(contentType) is { } charset && !IsUtf8(charset))
        {
            throw Unsupported(charset);
        }
    }

    public static UnsupportedMediaFailure Unsupported(string charset) => new($"The charset '{charset}' is not read here; utf-8 is.");

    /// <summary>
    /// Refuses another charset at the door, and writes UTF-8 as the framework reads it: it knows neither quotes nor "utf8".
    /// </summary>
    internal static void Normalize(HttpRequest request)
    {
        // Text is decoded by the endpoint that reads it.
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.Charset.HasValue
            || type.Type.Equals("text", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        RequireUtf8(request.ContentType);
        if (type.Charset != "utf-8")
        {
            type.Charset = "utf-8";
            request.ContentType = type.ToString();
        }
    }
}
