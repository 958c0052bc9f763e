using Mmei.Contracts.V1;
using Mmei.Encoders.Serving;
using Mmei.Inference.Manifest;
using Mmei.Inference.Onnx;

namespace Mmei.Encoders.Text.Items;

/// <summary>What encodes items: the content model in force, and the one of before where that is kept.</summary>
internal sealed class ContentEncoders(
    [FromKeyedServices(ModelRole.Content)] IEncoder<EncodeItem, ContentEncoding> inForce,
    [FromKeyedServices(ModelRegistration.PreviousContent)] IEncoder<EncodeItem, ContentEncoding>? previous = null)
{
    /// <summary>The one of a model that is asked; that in force where it is not there.</summary>
    public IEncoder<EncodeItem, ContentEncoding> Of(string? model) => model is not null && model == previous?.Model ? previous : inForce;
}
