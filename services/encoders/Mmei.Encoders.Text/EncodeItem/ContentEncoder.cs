using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text;

/// <summary>The metadata of a catalog item as E_c, in the bulk lane: items are many and nobody waits for one.</summary>
internal sealed class ContentEncoder(
    [FromKeyedServices(ModelRole.Content)] IModelSource models, IOptions<ContentOptions> options, EncoderParts parts)
    : BatchingEncoder<EncodeItem, IReadOnlyList<int>, ContentEncoding>(models, options.Value, parts)
{
    protected override IEncoding<EncodeItem, IReadOnlyList<int>, ContentEncoding> Build(IModel model) => new ItemEncoding(model);
}
