using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Keep;

internal static class KeepServiceExtensions
{
    private const string PersonRoute = "/v1/users/{id}";

    public static void AddKeep(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<KeepSweep>();

    /// <summary>Registers a store so that it is swept and forgets people.</summary>
    public static void AddKept<T>(this IServiceCollection services)
        where T : class, IKept =>
        services.AddSingleton<T>().AddSingleton<IKept>(static provider => provider.GetRequiredService<T>());

    /// <summary>A person who is erased is erased here too, before the call says that it is done.</summary>
    public static void UseErasureOfKept(this WebApplication app)
    {
        var stores = app.Services.GetServices<IKept>().ToArray();
        app.Use(async (context, next) =>
        {
            if (HttpMethods.IsDelete(context.Request.Method)
                && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: PersonRoute }
                && context.GetRouteValue("id") is string person)
            {
                foreach (var store in stores)
                {
                    store.Forget(context.GetTenant(), person);
                }
            }

            await next(context);
        });
    }
}
