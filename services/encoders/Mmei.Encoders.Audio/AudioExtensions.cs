using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Options;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;
using Mmei.Media.Audio;
using Mmei.Messaging;

namespace Mmei.Encoders.Audio;

public static class AudioExtensions
{
    /// <summary>Adds the encoder of voices in sound files.</summary>
    public static IHostApplicationBuilder AddAudioEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Audio);
        builder.AddValidatedOptions<AudioOptions>(AudioOptions.Section);
        builder.Services.AddSingleton(services => new AudioDecoder(
            services.GetRequiredService<IOptions<AudioOptions>>().Value.AudioLimits, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddEncoder<SpeechEncoder, byte[], float[], EncodedTensor>(EncoderInstruments.Name(Modality.Audio));
        return builder;
    }

    public static void AddAudioConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddCommandHandler<EncodeAudio, EncodeAudioHandler>(services => services.GetRequiredService<IOptions<AudioOptions>>().Value.Prefetch);
    }
}
