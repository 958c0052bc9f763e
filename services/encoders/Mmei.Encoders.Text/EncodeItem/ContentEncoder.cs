using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;

namespace Mmei.Encoders.Text;

/// <summary>The metadata of a catalog item as E_c, in a batcher of its own: items are many and nobody waits for one.</summary>
internal sealed class ContentEncoder : BatchingEncoder<EncodeItem, IReadOnlyList<int>, ContentEncoding>
{
    private readonly ModelTokenizer _tokenizer;

    public ContentEncoder([FromKeyedServices(ModelRole.Content)] IModel model, IOptions<ContentOptions> options, TimeProvider time)
        : this(model, new ModelTokenizer(model.Manifest), options.Value, time)
    {
    }

    private ContentEncoder(IModel model, ModelTokenizer tokenizer, ContentOptions options, TimeProvider time)
        : base(model.Manifest, new ContentBatch(model, tokenizer.PaddingId), options, time) =>
        _tokenizer = tokenizer;

    protected override Task<IReadOnlyList<int>> PrepareAsync(EncodeItem input, CancellationToken cancellationToken) =>
        Task.FromResult(_tokenizer.Encode($"{input.Title}. {input.Description} {string.Join(", ", input.Tags)}"));
}
