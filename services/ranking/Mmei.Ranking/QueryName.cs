using System.Text.Json;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking;

/// <summary>A value of an enumeration in a query, by the one name that JSON has for it.</summary>
internal static class QueryName
{
    /// <returns>Null where none is given.</returns>
    /// <exception cref="InvalidInputFailure">It is none of the names.</exception>
    public static TEnum? Read<TEnum>(string? name, string parameter)
        where TEnum : struct, Enum
    {
        if (name is null)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (NameOf(value) == name)
            {
                return value;
            }
        }

        throw new InvalidInputFailure(parameter, $"must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(NameOf))}");
    }

    private static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
