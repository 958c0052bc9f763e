using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Hosting.Options;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;
using Mmei.Media.Images;
using Mmei.Media.Video;

namespace Mmei.Encoders.Vision;

public static class VisionServiceExtensions
{
    /// <summary>Adds the encoder of faces in pictures and short videos.</summary>
    public static IHostApplicationBuilder AddVisionEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Image);
        builder.AddValidatedOptions<VisionOptions>(VisionOptions.Section);
        builder.AddOnnxModel(ModelRole.Face);
        builder.Services.TryAddSingleton<IFaceDetector>(
            services => new OnnxFaceDetector(services.GetRequiredKeyedService<IModel>(ModelRole.Face)));
        builder.Services.AddSingleton<FaceFinder>();
        builder.Services.AddSingleton(services => new ImageDecoder(Options(services).Image, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new VideoDecoder(Options(services).Video, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddEncoder(
            ModelRole.Image, Options, (services, manifest) => ActivatorUtilities.CreateInstance<ImageModel>(services, manifest));
        return builder;
    }

    public static void AddVisionConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddCommandHandler<EncodeImage, EncodeHandler<EncodeImage>>(services => Options(services).Prefetch);

    private static VisionOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<VisionOptions>>().Value;
}
