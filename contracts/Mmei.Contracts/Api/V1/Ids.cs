namespace Mmei.Contracts.Api.V1;

/// <summary>What an id that a client chooses must look like.</summary>
public static class Ids
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 128;

    /// <summary>The longest name of a tenant, in characters.</summary>
    public const int MaxTenantLength = 64;

    /// <summary>The rule of <see cref="IsTenant"/>, to be told to an operator.</summary>
    public const string TenantRule = "must be 1 to 64 letters, digits, '-', '_' or '.', starting with a letter or digit";

    /// <summary>Text without control characters, as a regular expression for the API's description.</summary>
    public const string Printable = @"^[^\u0000-\u001F\u007F-\u009F]*$";

    /// <summary>The rule of <see cref="IsItem"/> but its length, as a regular expression for the API's description.</summary>
    public const string ItemPattern = "^[A-Za-z0-9][A-Za-z0-9._:-]*$";

    /// <summary>The rule of <see cref="IsValid"/>, to be told to a client.</summary>
    public const string Rule = "must be 1 to 128 characters, none of them a control character";

    /// <summary>The rule of <see cref="IsItem"/>, to be told to a client.</summary>
    public const string ItemRule = "must be 1 to 128 letters, digits, '.', '_', ':' or '-', starting with a letter or digit";

    /// <summary>True for the id of a person, a session or a signal.</summary>
    public static bool IsValid(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is > 0 and <= MaxLength && !id.Any(char.IsControl);
    }

    /// <summary>True for the id of an item of the catalog, which is part of a path.</summary>
    public static bool IsItem(string id) =>
        IsValid(id) && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');

    /// <summary>True for the name of a tenant.</summary>
    public static bool IsTenant(string? name) =>
        name is { Length: > 0 and <= MaxTenantLength }
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
