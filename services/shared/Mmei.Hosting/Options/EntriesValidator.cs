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
        var problems = new List<string>();
        Check(typeof(TOptions), configuration.GetSection(section), problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Check(Type type, IConfigurationSection settings, List<string> problems)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var setting = settings.GetSection(property.Name);
            if (EntryOf(property.PropertyType) is { } entry)
            {
                problems.AddRange(setting.GetChildren().Select(child => Problem(entry, child)).OfType<string>());
            }
            else if (property.IsDefined(typeof(ValidateObjectMembersAttribute)))
            {
                Check(property.PropertyType, setting, problems);
            }
        }
    }

    private static Type? EntryOf(Type type) => type == typeof(string)
        ? null
        : type.GetInterfaces().Prepend(type)
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];

    private static string? Problem(Type entry, IConfigurationSection setting)
    {
        if (!entry.IsGenericType || entry.GetGenericTypeDefinition() != typeof(KeyValuePair<,>))
        {
            return ProblemOfValue(entry, setting);
        }

        var (key, value) = (entry.GetGenericArguments()[0], entry.GetGenericArguments()[1]);
        return key.IsEnum && !Enum.TryParse(key, setting.Key, ignoreCase: true, out _)
            ? $"{setting.Path}: '{setting.Key}' is none of {string.Join(", ", Enum.GetNames(key))}"
            : ProblemOfValue(value, setting);
    }

    private static string? ProblemOfValue(Type type, IConfigurationSection setting)
    {
        try
        {
            setting.Get(type);
            return null;
        }
        catch (InvalidOperationException fault)
        {
            return fault.Message;
        }
    }
}
