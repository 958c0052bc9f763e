using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;
using Mmei.Inference.Batching;

namespace Mmei.Encoders.Text;

/// <summary>How one version of the text model takes what was said.</summary>
internal sealed class TextEncoding(IModel model, int maxCharacters) : IEncoding<string, IReadOnlyList<int>, EncodedTensor>
{
    /// <summary>[CLS] and [SEP], which are there when nothing was said.</summary>
    private const int EmptyLength = 2;

    private readonly ModelTokenizer _tokenizer = new(model.Manifest);

    public IReadOnlyList<int> Largest => _tokenizer.Largest;

    public int Length(IReadOnlyList<int> item) => item.Count;

    public IBatch<IReadOnlyList<int>, EncodedTensor> CreateBatch() => new SentenceBatch(model.CreateBuffers(), _tokenizer.PaddingId);

    public Task<Prepared<IReadOnlyList<int>>> PrepareAsync(string input, CancellationToken cancellationToken)
    {
        if (input.Length > maxCharacters)
        {
            throw new InputRejectedException(RejectionCode.TooLarge, $"The text has {input.Length} characters; at most {maxCharacters} are read.");
        }

        var ids = _tokenizer.Encode(input);
        return ids.Count > EmptyLength
            ? Task.FromResult(new Prepared<IReadOnlyList<int>>([ids]))
            : throw new InputRejectedException(RejectionCode.Empty, "The text has no words.");
    }

    public EncodedTensor Pool(IReadOnlyList<EncodedTensor> parts) => TokenOutputs.Mean(parts);
}
