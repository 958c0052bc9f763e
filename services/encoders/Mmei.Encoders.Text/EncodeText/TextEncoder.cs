using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;

namespace Mmei.Encoders.Text;

/// <summary>What a person said, as tokens of the common space.</summary>
internal sealed class TextEncoder : BatchingEncoder<string, IReadOnlyList<int>, EncodedTensor>
{
    /// <summary>[CLS] and [SEP], which are there when nothing was said.</summary>
    private const int EmptyLength = 2;

    private readonly ModelTokenizer _tokenizer;
    private readonly int _maxCharacters;

    public TextEncoder([FromKeyedServices(ModelRole.Text)] IModel model, IOptions<TextOptions> options, TimeProvider time)
        : this(model, new ModelTokenizer(model.Manifest), options.Value, time)
    {
    }

    private TextEncoder(IModel model, ModelTokenizer tokenizer, TextOptions options, TimeProvider time)
        : base(model.Manifest, new SentenceBatch(model, tokenizer.PaddingId), options, time)
    {
        _tokenizer = tokenizer;
        _maxCharacters = options.MaxCharacters;
    }

    protected override Task<IReadOnlyList<int>> PrepareAsync(string input, CancellationToken cancellationToken)
    {
        if (input.Length > _maxCharacters)
        {
            throw new InputRejectedException(RejectionCode.TooLarge, $"The text has {input.Length} characters; at most {_maxCharacters} are read.");
        }

        var ids = _tokenizer.Encode(input);
        return ids.Count > EmptyLength
            ? Task.FromResult(ids)
            : throw new InputRejectedException(RejectionCode.Empty, "The text has no words.");
    }
}
