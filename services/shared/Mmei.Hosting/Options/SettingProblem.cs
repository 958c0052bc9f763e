using System.ComponentModel.DataAnnotations;

namespace Mmei.Hosting.Options;

/// <summary>Data annotations speak of fields; an operator has settings.</summary>
internal static class SettingProblem
{
    public static string For(ValidationAttribute rule, string setting, ValidationResult problem)
    {
        var message = problem.ErrorMessage ?? "is not valid.";
        return rule is RequiredAttribute { ErrorMessage: null }
            ? $"{setting} is required."
            : message.StartsWith($"The field {setting} ", StringComparison.Ordinal)
                ? message["The field ".Length..]
                : message.Contains(setting, StringComparison.Ordinal)
                    ? message
                    : $"{setting}: {message}";
    }
}
