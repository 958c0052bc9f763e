using Microsoft.Extensions.Options;

namespace Mmei.Gateway.Tests;

public sealed class When_settings_are_wrong
{
    [Theory]
    [InlineData("Auth:ApiKeys:0:Sha256", "plaintext", "Auth:ApiKeys:0:Sha256")]
    [InlineData("Auth:ApiKeys:0:Tenant", "a b", "Auth:ApiKeys:0:Tenant")]
    [InlineData("Auth:ApiKeys:0:Scopes:0", "everything", "Auth:ApiKeys:0:Scopes")]
    [InlineData("Auth:Tokens:Issuer", "https://id.example", "Auth:Tokens:Audience")]
    [InlineData("Auth:Tokens:Issuer", "http://id.example", "Auth:Tokens:Issuer")]
    [InlineData("Auth:Tokens:Algorithms:0", "HS256", "Auth:Tokens:Algorithms")]
    [InlineData("Gateway:Browsers:Origins:0", "*", "Gateway:Browsers:Origins:0")]
    [InlineData("Gateway:RankingUrl", "", "Gateway:RankingUrl")]
    [InlineData("Gateway:Limits:MaxK", "0", "Gateway:Limits:MaxK")]
    [InlineData("Gateway:Observe:GraceMs", "0", "Gateway:Observe:GraceMs")]
    [InlineData("Gateway:RateLimits:Burst", "0", "Gateway:RateLimits:Burst")]
    public async Task Should_not_start_and_name_the_setting(string setting, string value, string named)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => GatewayApp.StartAsync((setting, value)));

        failure.Message.ShouldContain(named);
    }
}
