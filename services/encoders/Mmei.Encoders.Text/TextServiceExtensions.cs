using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Encoders.Commands;
using Mmei.Encoders.Text.Items;
using Mmei.Encoders.Text.Languages;
using Mmei.Hosting.Options;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;

namespace Mmei.Encoders.Text;

public static class TextServiceExtensions
{
    /// <summary>Adds the encoder of what people say, and that of catalog items.</summary>
    public static IHostApplicationBuilder AddTextEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Text);
        builder.AddOnnxModel(ModelRole.Content);
        builder.AddValidatedOptions<TextOptions>(TextOptions.Section);
        builder.AddValidatedOptions<ContentOptions>(ContentOptions.Section);
        builder.Services.AddSingleton(_ => LanguageDetector.Load());
        builder.Services.AddEncoder(
            ModelRole.Text, Options<TextOptions>, (services, manifest) => ActivatorUtilities.CreateInstance<TextModel>(services, manifest));
        builder.Services.AddEncoder(ModelRole.Content, Options<ContentOptions>, (_, manifest) => new ContentModel(manifest));
        if (builder.TryAddPreviousContent())
        {
            builder.Services.AddEncoder(
                ModelRole.Content, Options<ContentOptions>, (_, manifest) => new ContentModel(manifest), ModelRegistration.PreviousContent);
        }

        builder.Services.AddSingleton<ContentEncoders>();
        builder.Services.AddHostedService<ContentModelAnnouncement>();
        return builder;
    }

    public static void AddTextConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddCommandHandler<EncodeText, EncodeHandler<EncodeText>>(services => Options<TextOptions>(services).Prefetch);
        bus.AddConsumer<EncodeItemConsumer, EncodeItemConsumerDefinition>();
    }

    private static T Options<T>(IServiceProvider services)
        where T : class =>
        services.GetRequiredService<IOptions<T>>().Value;
}
