using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Options;

/// <summary>
/// Refuses lists and dictionaries with an entry that cannot be read. The binder drops such an entry without a word, and what is not there
/// cannot be missed by a rule: a key whose end is no time would be no key.
/// </summary>
internal sealed class EntriesValidator<TOptions>(IConfiguration configuration, string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = Problems(typeof(TOptions), configuration.GetSection(section)).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>Those of all entries below a setting, however deep; the configuration ends where a type might not.</summary>
    private static IEnumerable<string> Problems(Type type, IConfigurationSection setting) =>
        !setting.GetChildren().Any() ? []
        : EntryOf(type) is { } entry ? setting.GetChildren().SelectMany(child => ProblemsOfEntry(entry, child))
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => Problems(property.PropertyType, setting.GetSection(property.Name)));

    private static Type? EntryOf(Type type) => type == typeof(string)
        ? null
        : type.GetInterfaces().Prepend(type)
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];

    private static IEnumerable<string> ProblemsOfEntry(Type entry, IConfigurationSection setting)
    {
        if (!entry.IsGenericType || entry.GetGenericTypeDefinition() != typeof(KeyValuePair<,>))
        {
            return ProblemsOfValue(entry, setting);
        }

        var (key, value) = (entry.GetGenericArguments()[0], entry.GetGenericArguments()[1]);
        return key.IsEnum && !Enum.TryParse(key, setting.Key, ignoreCase: true, out _)
            ? [$"{setting.Path}: '{setting.Key}' is none of {string.Join(", ", Enum.GetNames(key))}"]
            : ProblemsOfValue(value, setting);
    }

    private static IEnumerable<string> ProblemsOfValue(Type type, IConfigurationSection setting)
    {
        try
        {
            setting.Get(type);
        }
        catch (InvalidOperationException fault)
        {
            return [fault.Message];
        }

        return Problems(type, setting);
    }
}
