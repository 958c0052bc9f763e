using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Mmei.Hosting.Json;

namespace Mmei.Hosting.Failures;

/// <summary>Turns what the framework throws for a request it cannot read into a failure that names the field.</summary>
public static partial class UnreadableRequest
{
    private static readonly string[] IsRequired = ["is required"];

    /// <summary>The failure, or null when the status alone says all there is to say.</summary>
    internal static Failure? From(BadHttpRequestException exception) => exception switch
    {
        { InnerException: JsonException json } => From(json),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new TooLargeFailure("body", "is larger than this endpoint reads", exception),
        { StatusCode: StatusCodes.Status400BadRequest } when IsMissingBody(exception.Message) =>
            new InvalidInputFailure("body", "is required", exception),
        { StatusCode: StatusCodes.Status400BadRequest } when Parameter().Match(exception.Message) is { Success: true } match =>
            new InvalidInputFailure(match.Groups["name"].Value, ParameterProblem(exception.Message), exception),
        _ => null,
    };

    /// <summary>The failure of an endpoint that reads JSON itself.</summary>
    public static Failure From(JsonException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var path = Field(exception.Path);
        if (exception.Message.Contains("missing required", StringComparison.Ordinal))
        {
            // The serializer lists the missing members after the last colon and gives no other access to them.
            var missing = Quoted().Matches(
                exception.Message[(exception.Message.LastIndexOf("including:", StringComparison.Ordinal) + 1)..]);
            if (missing.Count > 0)
            {
                return new InvalidInputFailure(
                    missing.ToDictionary(name => Join(path, name.Groups["name"].Value), _ => IsRequired), exception);
            }
        }

        return new InvalidInputFailure(path, JsonProblem(exception), exception);
    }

    // The serializer's own text names types of ours, so it is not passed on.
    private static string JsonProblem(JsonException exception) =>
        exception is UnreadableValueException value ? value.Problem
        : exception.InnerException is JsonException || exception.Path is null
            ? string.Create(CultureInfo.InvariantCulture, $"is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}")
        : exception.InnerException?.Message.Contains("UTF-", StringComparison.Ordinal) is true ? "is not valid Unicode"
        : exception.Message.Contains("allow null", StringComparison.Ordinal)
            || exception.Message.Contains("allow setting null", StringComparison.Ordinal) ? "must not be null"
        : exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not known here"
        : exception.Message.StartsWith("Duplicate propert", StringComparison.Ordinal) ? "is given twice"
        : TypeProblem(Expected().Match(exception.Message).Groups["type"].Value);

    private static string TypeProblem(string type) => type switch
    {
        "System.Byte[]" => "must be a string in base64",
        _ when type.Contains("Dictionary", StringComparison.Ordinal) => "must be an object",
        _ when type.EndsWith(".AttributeValue", StringComparison.Ordinal) => "must be a string, a number, true or false",
        _ when type.StartsWith("System.Collections.", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) =>
            "must be an array",
        _ when type.Contains("System.String", StringComparison.Ordinal) => "must be a string",
        _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "must be true or false",
        _ when type.Contains("System.Double", StringComparison.Ordinal) => "must be a number",
        _ when type.Contains("System.Guid", StringComparison.Ordinal) => "must be a UUID, as 01939a5c-6b7e-7c3a-9d1e-2f3a4b5c6d7e",
        _ => "must be an object",
    };

    private static bool IsMissingBody(string message) =>
        message.StartsWith("Implicit body", StringComparison.Ordinal) || message.EndsWith("from body.", StringComparison.Ordinal);

    private static string ParameterProblem(string message) =>
        message.StartsWith("Required", StringComparison.Ordinal) ? "is required" : "cannot be read";

    private static string Field(string? path) => path switch
    {
        null or "$" => "body",
        _ when path.StartsWith("$.", StringComparison.Ordinal) => path[2..],
        _ when path.StartsWith('$') => path[1..],
        _ => path,
    };

    private static string Join(string path, string name) => path == "body" ? name : $"{path}.{name}";

    [GeneratedRegex("""parameter "(?:[^" ]* )*(?<name>[^" ]+)" """)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"converted to (?<type>\S+)\. Path")]
    private static partial Regex Expected();

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex Quoted();
}
