using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

/// <summary>Without a key, a file that may get one, or an issuer of tokens nobody could call.</summary>
internal sealed class SomeCredential(IOptions<TokenOptions> tokens) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) =>
        options is { ApiKeys.Count: > 0 } or { KeysFile: not null } || tokens.Value.Issuer is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{AuthOptions.Section}:{nameof(AuthOptions.ApiKeys)} needs at least one key, unless {AuthOptions.Section}:{nameof(AuthOptions.KeysFile)} or {TokenOptions.Section}:{nameof(TokenOptions.Issuer)} is set.");
}
