using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Access;

/// <summary>Without a key or an issuer of tokens nobody could call.</summary>
internal sealed class SomeCredential(IOptions<TokenOptions> tokens) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) => options.ApiKeys.Count > 0 || tokens.Value.Issuer is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{AuthOptions.Section}:{nameof(AuthOptions.ApiKeys)} needs at least one key, unless {TokenOptions.Section}:{nameof(TokenOptions.Issuer)} is set.");
}
