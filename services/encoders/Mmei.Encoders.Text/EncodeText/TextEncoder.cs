using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text;

/// <summary>What a person said, as tokens of the common space.</summary>
internal sealed class TextEncoder(
    [FromKeyedServices(ModelRole.Text)] IModelSource models, IOptions<TextOptions> options, EncoderParts parts)
    : BatchingEncoder<string, IReadOnlyList<int>, EncodedTensor>(models, options.Value, parts)
{
    protected override IEncoding<string, IReadOnlyList<int>, EncodedTensor> Build(IModel model) => new TextEncoding(model, options.Value.MaxCharacters);
}
