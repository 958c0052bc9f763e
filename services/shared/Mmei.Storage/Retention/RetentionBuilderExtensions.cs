using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mmei.Hosting.Options;

namespace Mmei.Storage.Retention;

public static class RetentionBuilderExtensions
{
    /// <summary>Deletes a kind of data once it is old, as section <c>Retention</c> says. Needs <c>AddStorage</c>.</summary>
    public static IHostApplicationBuilder AddRetention<TData>(this IHostApplicationBuilder builder)
        where TData : class, IRetainedData
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.All(service => service.ServiceType != typeof(IRetainedData)))
        {
            builder.AddValidatedOptions<RetentionOptions>(RetentionOptions.Section);
            builder.Services.AddHostedService<RetentionService>();
        }

        builder.Services.AddSingleton<IRetainedData, TData>();
        return builder;
    }
}
