using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Options;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;
using Mmei.Messaging;

namespace Mmei.Encoders.Text;

public static class TextExtensions
{
    /// <summary>Adds the encoder of what people say, and that of catalog items.</summary>
    public static IHostApplicationBuilder AddTextEncoder(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOnnxModel(ModelRole.Text);
        builder.AddOnnxModel(ModelRole.Content);
        builder.AddValidatedOptions<TextOptions>(TextOptions.Section);
        builder.AddValidatedOptions<ContentOptions>(ContentOptions.Section);
        builder.Services.AddEncoder<TextEncoder, string, IReadOnlyList<int>, EncodedTensor>(EncoderInstruments.Name(Modality.Text));
        builder.Services.AddEncoder<ContentEncoder, EncodeItem, IReadOnlyList<int>, ContentEncoding>("content");
        return builder;
    }

    public static void AddTextConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddCommandHandler<EncodeText, EncodeTextHandler>(services => services.GetRequiredService<IOptions<TextOptions>>().Value.Prefetch);
        bus.AddConsumer<EncodeItemConsumer, EncodeItemConsumerDefinition>();
    }
}
