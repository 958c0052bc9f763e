using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Mmei.Inference.Batching;

namespace Mmei.Encoders;

public static class EncoderRegistration
{
    /// <summary>Registers an encoder, opened and warmed up when the host starts, and what all encoders share.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">How its measurements name it.</param>
    public static IServiceCollection AddEncoder<TEncoder, TInput, TPart, TResult>(this IServiceCollection services, string name)
        where TEncoder : BatchingEncoder<TInput, TPart, TResult>
    {
        services.TryAddSingleton<Lanes>();
        services.TryAddSingleton<PreprocessingSlots>();
        services.TryAddSingleton<EncoderParts>();
        services.TryAddSingleton<EncoderInstruments>();
        services.TryAddSingleton<ModalityResponder>();
        services.AddSingleton<TEncoder>();
        return services.AddSingleton<IHostedService>(provider => new EncoderStartup<TInput, TPart, TResult>(
            name, provider.GetRequiredService<TEncoder>(), provider.GetRequiredService<EncoderInstruments>()));
    }
}
