using Mmei.Contracts.V1;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;
using Mmei.Inference.Batching;

namespace Mmei.Encoders.Text;

/// <summary>How one version of the content model takes the metadata of an item.</summary>
internal sealed class ItemEncoding(IModel model) : IEncoding<EncodeItem, IReadOnlyList<int>, ContentEncoding>
{
    private readonly ModelTokenizer _tokenizer = new(model.Manifest);

    public IReadOnlyList<int> Largest => _tokenizer.Largest;

    public int Length(IReadOnlyList<int> item) => item.Count;

    public IBatch<IReadOnlyList<int>, ContentEncoding> CreateBatch() => new ContentBatch(model.CreateBuffers(), _tokenizer.PaddingId);

    public Task<Prepared<IReadOnlyList<int>>> PrepareAsync(EncodeItem input, CancellationToken cancellationToken) =>
        Task.FromResult(new Prepared<IReadOnlyList<int>>([_tokenizer.Encode($"{input.Title}. {input.Description} {string.Join(", ", input.Tags)}")]));

    public ContentEncoding Pool(IReadOnlyList<ContentEncoding> parts) => throw new NotSupportedException("An item is one text.");
}
