using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Options;

/// <summary>Data annotations over an options object, reported under configuration paths. Runs once, at start.</summary>
internal sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = new List<string>();
        Check(options, section, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Check(object settings, string path, List<string> problems)
    {
        foreach (var property in settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0)
            {
                continue;
            }

            var setting = $"{path}:{property.Name}";
            var value = property.GetValue(settings);
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                var context = new ValidationContext(settings) { MemberName = property.Name, DisplayName = setting };
                if (rule.GetValidationResult(value, context) is { } problem)
                {
                    problems.Add(SettingProblem.For(rule, setting, problem));
                }
            }

            CheckMembers(property, value, setting, problems);
        }

        if (settings is IValidatableObject self)
        {
            problems.AddRange(self.Validate(new ValidationContext(settings))
                .Where(result => result != ValidationResult.Success)
                .Select(result => $"{Names(path, result.MemberNames)}: {result.ErrorMessage}"));
        }
    }

    private static void CheckMembers(PropertyInfo property, object? value, string setting, List<string> problems)
    {
        if (value is null)
        {
            return;
        }

        if (property.IsDefined(typeof(ValidateObjectMembersAttribute)))
        {
            Check(value, setting, problems);
        }

        if (property.IsDefined(typeof(ValidateEnumeratedItemsAttribute)) && value is IEnumerable items)
        {
            var index = 0;
            foreach (var item in items)
            {
                // Dictionaries bind by key, lists by position.
                var (key, element) = item is not null && KeyAndValue(item) is { } pair
                    ? pair
                    : (index.ToString(CultureInfo.InvariantCulture), item);
                index++;
                if (element is not null)
                {
                    Check(element, $"{setting}:{key}", problems);
                }
            }
        }
    }

    private static (string Key, object? Value)? KeyAndValue(object item)
    {
        var type = item.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? (
                Convert.ToString(type.GetProperty("Key")!.GetValue(item), CultureInfo.InvariantCulture)!,
                type.GetProperty("Value")!.GetValue(item))
            : null;
    }

    private static string Names(string path, IEnumerable<string> members) =>
        string.Join(", ", members.Select(member => $"{path}:{member}").DefaultIfEmpty(path));
}
