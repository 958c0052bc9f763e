using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Mmei.Cli;

/// <summary>Reads the values of options, and says of a wrong one what the option takes.</summary>
internal static class OptionValues
{
    private delegate bool TryRead<T>(string text, out T value);

    public static Option<int?> WholeNumber(this Option<int?> option) =>
        option.Takes("a whole number", static (string text, out int? value) => (value = Whole(text)) is not null);

    public static Option<int> WholeNumber(this Option<int> option) =>
        option.Takes("a whole number", static (string text, out int value) => (value = Whole(text) ?? 0) == Whole(text));

    public static Option<double?> Number(this Option<double?> option) => option.Takes(
        "a number such as 12.5",
        static (string text, out double? value) =>
            (value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number : null) is not null);

    public static Option<DateTimeOffset?> Time(this Option<DateTimeOffset?> option) => option.Takes(
        "a time such as 2030-01-31T00:00:00Z",
        static (string text, out DateTimeOffset? value) =>
            (value = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUniversalTime() : null) is not null);

    public static Option<Guid> Id(this Option<Guid> option) => option.Takes<Guid>(IdForm, Guid.TryParse);

    public static Option<Guid?> Id(this Option<Guid?> option) => option.Takes(
        IdForm, static (string text, out Guid? value) => (value = Guid.TryParse(text, out var id) ? id : null) is not null);

    public static Option<TEnum> OneOf<TEnum>(this Option<TEnum> option)
        where TEnum : struct, Enum => option.Suggests(NamesOf<TEnum>()).Takes(
            OneOf<TEnum>(), static (string text, out TEnum value) => (value = Named<TEnum>(text) ?? default).Equals(Named<TEnum>(text)));

    public static Option<TEnum?> OneOf<TEnum>(this Option<TEnum?> option)
        where TEnum : struct, Enum => option.Suggests(NamesOf<TEnum>()).Takes(
            OneOf<TEnum>(), static (string text, out TEnum? value) => (value = Named<TEnum>(text)) is not null);

    private const string IdForm = "an id such as 0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b77";

    private static Option<T> Suggests<T>(this Option<T> option, string[] values)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(values);
        return option;
    }

    private static Option<T> Takes<T>(this Option<T> option, string what, TryRead<T> read)
    {
        option.CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : "";
            if (!read(text, out var value))
            {
                result.AddError($"{option.Name} takes {what}, not '{text}'.");
            }

            return value;
        };
        return option;
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>By one name, not by a number or a list as the runtime reads them.</summary>
    private static TEnum? Named<TEnum>(string text)
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<TEnum>(text, ignoreCase: true) : null;

    private static string OneOf<TEnum>()
        where TEnum : struct, Enum => $"one of {string.Join(", ", NamesOf<TEnum>())}";

    /// <summary>As the API and people write them.</summary>
    private static string[] NamesOf<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
}
