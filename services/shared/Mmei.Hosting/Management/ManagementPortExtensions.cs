using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Mmei.Hosting.Failures;

namespace Mmei.Hosting.Management;

internal static class ManagementPortExtensions
{
    public static void AddManagementPort(this IServiceCollection services) =>
        services.AddSingleton<ManagementPort>().AddSingleton<IStartupFilter, ManagementListener>();

    /// <summary>Answers 404 on the wrong port. Call it after routing.</summary>
    public static void UseManagementPort(this IApplicationBuilder app)
    {
        var management = app.ApplicationServices.GetRequiredService<ManagementPort>();
        app.Use((context, next) =>
            management.Refusal(context) is { } refusal ? context.WriteFailureAsync(new NotFoundFailure(refusal)) : next(context));
    }
}
