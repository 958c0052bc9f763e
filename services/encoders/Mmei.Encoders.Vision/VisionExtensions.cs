using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Options;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;
using Mmei.Media.Images;
using Mmei.Media.Video;
using Mmei.Messaging;

namespace Mmei.Encoders.Vision;

public static class VisionExtensions
{
    /// <summary>Adds the encoder of faces in pictures and short videos.</summary>
    public static IHostApplicationBuilder AddVisionEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Image);
        builder.AddValidatedOptions<VisionOptions>(VisionOptions.Section);
        builder.Services.TryAddSingleton<IFaceLocator, CentreSquare>();
        builder.Services.AddSingleton(services => new ImageDecoder(
            services.GetRequiredService<IOptions<VisionOptions>>().Value.ImageLimits, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new VideoDecoder(
            services.GetRequiredService<IOptions<VisionOptions>>().Value.VideoLimits, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddEncoder<ImageEncoder, byte[], float[], EncodedTensor>(EncoderInstruments.Name(Modality.Image));
        return builder;
    }

    public static void AddVisionConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddCommandHandler<EncodeImage, EncodeImageHandler>(services => services.GetRequiredService<IOptions<VisionOptions>>().Value.Prefetch);
    }
}
