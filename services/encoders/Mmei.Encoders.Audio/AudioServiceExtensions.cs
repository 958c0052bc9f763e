using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Hosting.Options;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Audio;

public static class AudioServiceExtensions
{
    /// <summary>Adds the encoder of voices in sound files.</summary>
    public static IHostApplicationBuilder AddAudioEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Audio);
        builder.AddOnnxModel(ModelRole.Voice);
        builder.AddValidatedOptions<AudioOptions>(AudioOptions.Section);
        builder.Services.AddSingleton(services => new AudioDecoder(Options(services).Sound, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IVoiceDetector>(
            services => new VoiceDetector(services.GetRequiredKeyedService<IModel>(ModelRole.Voice)));
        builder.Services.AddEncoder(
            ModelRole.Audio, Options, (services, manifest) => ActivatorUtilities.CreateInstance<SpeechModel>(services, manifest));
        return builder;
    }

    public static void AddAudioConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddCommandHandler<EncodeAudio, EncodeHandler<EncodeAudio>>(services => Options(services).Prefetch);

    private static AudioOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<AudioOptions>>().Value;
}
