using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Mmei.Encoders.Batching;
using Mmei.Encoders.Models;
using Mmei.Encoders.Serving;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders;

public static class EncoderServiceExtensions
{
    /// <summary>Adds the encoder of a role, opened and warmed up when the host starts, and what all encoders share.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="role">What its model is for.</param>
    /// <param name="options">How it serves.</param>
    /// <param name="model">How a version of its model takes inputs.</param>
    /// <param name="key">Under which its model and itself are found; null: under the role, and itself without a key as well.</param>
    public static void AddEncoder<TInput, TItem, TResult>(
        this IServiceCollection services, ModelRole role, Func<IServiceProvider, EncoderOptions> options,
        Func<IServiceProvider, ModelManifest, EncoderModel<TInput, TItem, TResult>> model, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(model);
        services.TryAddSingleton<PriorityGate>();
        services.TryAddSingleton<PreprocessingSlots>();
        services.TryAddSingleton<EncoderInstruments>();
        object served = key is null ? role : key;
        services.AddKeyedSingleton(served, (provider, _) => ActivatorUtilities.CreateInstance<Encoder<TInput, TItem, TResult>>(
            provider,
            JsonNamingPolicy.SnakeCaseLower.ConvertName($"{served}"),
            provider.GetRequiredKeyedService<IModelSource>(served),
            (ModelManifest manifest) => model(provider, manifest),
            options(provider)));
        services.AddKeyedSingleton<IEncoder<TInput, TResult>>(served, (provider, _) => Get(provider));

        // AddHostedService takes no second one of a type.
        services.AddSingleton<IHostedService>(Get);
        if (key is null)
        {
            services.AddSingleton<IEncoder<TInput, TResult>>(Get);
        }

        Encoder<TInput, TItem, TResult> Get(IServiceProvider provider) =>
            provider.GetRequiredKeyedService<Encoder<TInput, TItem, TResult>>(served);
    }
}
