using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Access;

internal static class ApiKeyServiceExtensions
{
    private const string InternalHeaderPrefix = "X-Mmei-";

    public static void AddApiKeys(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AuthOptions>(AuthOptions.Section);
        builder.Services.AddSingleton<ApiKeyRing>();
        builder.Services.AddAuthentication(ApiKeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null);

        // Authentication brings data protection along, whose keys would be written to the home folder; nothing is protected with them here.
        builder.Services.AddDataProtection().AddKeyManagementOptions(keys => keys.XmlRepository = new KeysInMemory());

        // What does not say otherwise needs a key, routes added later included.
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>Drops the headers that only the gateway may send to the services behind it.</summary>
    public static void UseInternalHeaderStripping(this IApplicationBuilder app) =>
        app.Use(static (context, next) =>
        {
            foreach (var name in context.Request.Headers.Keys.Where(IsInternal).ToArray())
            {
                context.Request.Headers.Remove(name);
            }

            return next(context);
        });

    private static bool IsInternal(string name) => name.StartsWith(InternalHeaderPrefix, StringComparison.OrdinalIgnoreCase);
}
