using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting;

/// <summary>Says why a service does not start, to whoever started it.</summary>
internal static partial class StartFailure
{
    /// <summary>What standard error is told: the sentences, or in a container one line of JSON that holds them.</summary>
    public static string Line(Exception exception, TimeProvider time)
    {
        var sentences = Explain(exception);
        return Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1"
            ? JsonSerializer.Serialize(
                new
                {
                    Timestamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                    LogLevel = "Critical",
                    Category = "Mmei.Hosting",
                    Message = sentences,
                })
            : sentences;
    }

    /// <summary>A sentence for each problem of settings, files and ports; all there is to know for what nobody foresaw.</summary>
    public static string Explain(Exception exception) => exception switch
    {
        AggregateException several => Lines(several.InnerExceptions.Select(Explain)),
        OptionsValidationException settings => Lines(settings.Failures),
        InvalidOperationException when Unreadable().Match(exception.Message) is { Success: true } unreadable => Explain(unreadable),
        FormatException when exception.Message.StartsWith("Invalid url", StringComparison.Ordinal) =>
            $"ASPNETCORE_URLS holds no address to listen on, as http://+:8080 is: {exception.Message}",
        IOException { InnerException: AddressInUseException } =>
            $"{exception.Message.TrimEnd('.')}. Stop the program that has it, or set ASPNETCORE_URLS to a free port.",

        // Files and folders, models among them: these messages name theirs.
        IOException or InvalidDataException or UnauthorizedAccessException => exception.Message,
        _ => exception.ToString(),
    };

    private static string Explain(Match unreadable)
    {
        var name = unreadable.Groups["type"].Value;
        var type = AppDomain.CurrentDomain.GetAssemblies().Select(known => known.GetType(name)).FirstOrDefault(found => found is not null);
        var wanted = type is { IsEnum: true } ? $"one of {string.Join(", ", Enum.GetNames(type))}" : $"of type {type?.Name ?? name}";
        return $"{unreadable.Groups["setting"]} must be {wanted}.";
    }

    private static string Lines(IEnumerable<string> sentences) => string.Join(Environment.NewLine, sentences.Distinct());

    /// <summary>The configuration binder's words.</summary>
    [GeneratedRegex(@"^Failed to convert configuration value .*at '(?<setting>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Unreadable();
}
