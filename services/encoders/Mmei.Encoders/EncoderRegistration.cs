using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Mmei.Encoders;

public static class EncoderRegistration
{
    /// <summary>Registers an encoder, made when the host starts, and what all encoders share.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">How its measurements name it.</param>
    public static IServiceCollection AddEncoder<TEncoder, TInput, TPrepared, TResult>(this IServiceCollection services, string name)
        where TEncoder : BatchingEncoder<TInput, TPrepared, TResult>
    {
        services.TryAddSingleton<PreprocessingSlots>();
        services.TryAddSingleton<EncoderInstruments>();
        services.TryAddSingleton<ModalityResponder>();
        services.AddSingleton<TEncoder>();
        return services.AddSingleton<IHostedService>(provider => new EncoderStartup<TInput, TPrepared, TResult>(
            name, provider.GetRequiredService<TEncoder>(), provider.GetRequiredService<EncoderInstruments>()));
    }
}
