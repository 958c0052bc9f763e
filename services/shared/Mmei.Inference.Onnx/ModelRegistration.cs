using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Health;
using Mmei.Hosting.Options;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx.Loading;
using Mmei.Inference.Onnx.Sessions;

namespace Mmei.Inference.Onnx;

public static class ModelRegistration
{
    /// <summary>The key of the content model of before.</summary>
    public const string PreviousContent = nameof(ModelsOptions.PreviousContent);

    /// <summary>
    /// Serves the model that section <c>Models</c> names for a role, loaded before the host starts and asked for by <c>/health/ready</c>: a
    /// singleton <see cref="IModelSource"/> keyed by the role, which follows the setting when the configuration is reloaded, and a
    /// singleton <see cref="IModel"/>, the version that the host started with. Adding a role twice is adding it once.
    /// </summary>
    public static IHostApplicationBuilder AddOnnxModel(this IHostApplicationBuilder builder, ModelRole role) =>
        builder.AddOnnxModel(role, $"{role}", role);

    /// <summary>
    /// Serves beside the content model the one of before, where section <c>Models</c> names one: a singleton <see cref="IModelSource"/>
    /// keyed by <see cref="PreviousContent"/>.
    /// </summary>
    /// <returns>Whether it is served.</returns>
    public static bool TryAddPreviousContent(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (string.IsNullOrEmpty(builder.Configuration[$"{ModelsOptions.Section}:{PreviousContent}"]))
        {
            return false;
        }

        builder.AddOnnxModel(ModelRole.Content, PreviousContent, PreviousContent);
        return true;
    }

    private static IHostApplicationBuilder AddOnnxModel(
        this IHostApplicationBuilder builder, ModelRole role, string setting, object key)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(IModel) && key.Equals(service.ServiceKey)))
        {
            return builder;
        }

        if (!services.Any(service => service.ServiceType == typeof(ModelSlot)))
        {
            builder.AddValidatedOptions<ModelsOptions>(ModelsOptions.Section);
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelsOptions>, Engine>());
            services.TryAddSingleton(TimeProvider.System);
            services.AddHostedService<ModelLoader>();
            services.AddHealthChecks().AddCheck<ModelHealthCheck>("models", tags: [HealthEndpoints.ReadyTag]);
        }

        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ModelSlot>(provider, role, setting));
        services.AddKeyedSingleton<IModelSource>(key, (provider, _) => Slot(provider, setting));
        services.AddKeyedSingleton<IModel>(key, (provider, _) => Slot(provider, setting).KeepFirst());
        return builder;
    }

    private static ModelSlot Slot(IServiceProvider provider, string setting) =>
        provider.GetServices<ModelSlot>().First(slot => slot.Setting == setting);
}
