using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
    public static void AddEncoder<TInput, TItem, TResult>(
        this IServiceCollection services, ModelRole role, Func<IServiceProvider, EncoderOptions> options,
        Func<IServiceProvider, ModelManifest, EncoderModel<TInput, TItem, TResult>> model)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(model);
        services.TryAddSingleton<PriorityGate>();
        services.TryAddSingleton<PreprocessingSlots>();
        services.TryAddSingleton<EncoderInstruments>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Encoder<TInput, TItem, TResult>>(
            provider,
            Enum.GetName(role)!.ToLowerInvariant(),
            provider.GetRequiredKeyedService<IModelSource>(role),
            (ModelManifest manifest) => model(provider, manifest),
            options(provider)));
        services.AddSingleton<IEncoder<TInput, TResult>>(provider => provider.GetRequiredService<Encoder<TInput, TItem, TResult>>());
        services.AddHostedService(provider => provider.GetRequiredService<Encoder<TInput, TItem, TResult>>());
    }
}
