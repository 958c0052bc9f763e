using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mmei.Hosting.Json;

/// <summary>How JSON looks on every HTTP surface: camelCase names, enums as camelCase strings, absent instead of null.</summary>
public static class JsonDefaults
{
    /// <summary>Read-only options for JSON written outside endpoint results, for example server-sent events.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>
    /// Applies the conventions. Nullable annotations and required members are enforced when reading, so a missing or null field is refused
    /// with its path instead of surfacing later. A member that is not known, in another case, or given twice is refused too: a misspelled
    /// one is never silently ignored. A number in quotes is not a number.
    /// </summary>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new EnumNameConverters());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new WholeNumberConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
