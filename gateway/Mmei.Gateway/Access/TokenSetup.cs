using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mmei.Gateway.Access;

/// <summary>What a token must be to count: signed by a key that its issuer has now, for us, and in force.</summary>
internal sealed class TokenSetup(IOptions<TokenOptions> tokens, TimeProvider time)
    : IConfigureNamedOptions<JwtBearerOptions>, IPostConfigureOptions<JwtBearerOptions>
{
    /// <summary>A longer one is no token of anybody, and costs time to look at.</summary>
    private const int MaxTokenBytes = 16 << 10;

    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(5);

    public void Configure(JwtBearerOptions options) => Configure(Credentials.Bearer, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = tokens.Value;
        options.Authority = settings.Issuer;
        options.MetadataAddress = settings.Discovery?.AbsoluteUri!;
        options.RequireHttpsMetadata = settings.RequireTls;
        options.RefreshInterval = settings.KeyRefresh;
        options.BackchannelTimeout = FetchTimeout;
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.IncludeErrorDetails = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenBytes });

        var rules = options.TokenValidationParameters;
        rules.ValidIssuer = settings.Issuer;
        rules.ValidAudience = settings.Audience;
        rules.ValidAlgorithms = settings.AllowedAlgorithms;
        rules.RequireSignedTokens = true;
        rules.RequireExpirationTime = true;
        rules.ValidateIssuerSigningKey = true;
        rules.LifetimeValidator = (notBefore, expires, _, _) => IsInForce(notBefore, expires, settings.ClockSkew);

        // The key that a token names, and no other that happens to fit.
        rules.TryAllIssuerSigningKeys = false;
        options.Events = new TokenEvents(settings);
    }

    /// <summary>A key that its issuer has taken back is one no longer, not even for the hour that the library would remember it.</summary>
    public void PostConfigure(string? name, JwtBearerOptions options)
    {
        if (options.ConfigurationManager is BaseConfigurationManager keys)
        {
            keys.UseLastKnownGoodConfiguration = false;
        }
    }

    private bool IsInForce(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Reckoned from now: where a token says nothing, the other side may be the first or last instant that there is.
        return now - skew < expires && !(now + skew < notBefore);
    }
}
