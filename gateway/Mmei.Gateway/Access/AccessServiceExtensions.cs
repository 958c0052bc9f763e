using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Options;

namespace Mmei.Gateway.Access;

internal static class AccessServiceExtensions
{
    private const string InternalHeaderPrefix = "X-Mmei-";

    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        builder.AddKeysFile();
        builder.AddValidatedOptions<AuthOptions>(AuthOptions.Section).Followed();
        builder.AddValidatedOptions<TokenOptions>(TokenOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<AuthOptions>, SomeCredential>();
        builder.Services.AddSingleton<ApiKeyRing>();
        builder.Services.AddSingleton<IConfigureOptions<JwtBearerOptions>, TokenSetup>();
        builder.Services.AddAuthentication(Credentials.Any)
            .AddPolicyScheme(Credentials.Any, displayName: null, static any => any.ForwardDefaultSelector = Credentials.SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null)
            .AddJwtBearer(Credentials.Bearer);
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, TokenSetup>();

        // Authentication brings data protection along, whose keys would be written to the home folder; nothing is protected with them here.
        builder.Services.AddDataProtection().AddKeyManagementOptions(keys => keys.XmlRepository = new KeysInMemory());

        // What does not say otherwise needs a credential, routes added later included.
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ScopeRequirement()).Build();
        builder.Services.AddAuthorizationBuilder().SetDefaultPolicy(policy).SetFallbackPolicy(policy);
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusal>();
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

    /// <summary>A configuration file as any other: its keys have names where others have numbers, so that both are there.</summary>
    private static void AddKeysFile(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[$"{AuthOptions.Section}:{nameof(AuthOptions.KeysFile)}"] is { Length: > 0 } file)
        {
            var faults = new KeysFileFaults();
            var source = new KeysFileSource(faults) { Path = Path.GetFullPath(file), ReloadOnChange = true };
            source.ResolveFileProvider();
            builder.Configuration.Add(source);
            builder.Services.AddHostedService(services => faults.With(services.GetRequiredService<ILogger<KeysFileFaults>>()));
        }
    }

    private static bool IsInternal(string name) => name.StartsWith(InternalHeaderPrefix, StringComparison.OrdinalIgnoreCase);
}
