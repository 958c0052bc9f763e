using Microsoft.Extensions.Options;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Encoders.Models;
using Mmei.Encoders.Text.Languages;
using Mmei.Encoders.Text.Tokenization;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Text;

/// <summary>How one version of the text model takes what was said.</summary>
internal sealed class TextModel(ModelManifest manifest, LanguageDetector languages, IOptions<TextOptions> options)
    : EncoderModel<EncodeText, IReadOnlyList<int>, ModalityEncoding>
{
    /// <summary>[CLS] and [SEP], which are there when nothing was said.</summary>
    private const int EmptyLength = 2;

    /// <summary>People mostly tell, and ask for nothing; what they speak of is said still.</summary>
    private const float LeastWish = 0.05f;

    private readonly TextTokenizer _tokenizer = TextTokenizer.Of(manifest);
    private readonly EmojiWords? _emoji = EmojiWords.Of(manifest);
    private readonly EmotionOutput? _emotion = EmotionOutput.Of(manifest);
    private readonly MeaningOutput? _wish = MeaningOutput.Of(manifest, "wish");
    private readonly int _maxCharacters = options.Value.MaxCharacters;

    public override IReadOnlyList<int> Largest => _tokenizer.Largest;

    public override int Length(IReadOnlyList<int> item) => item.Count;

    public override Task<Prepared<IReadOnlyList<int>>> PrepareAsync(EncodeText input, CancellationToken cancellationToken)
    {
        if (input.Text.Length > _maxCharacters)
        {
            throw new MediaRejectedException(
                RejectionCode.TooLarge, $"The text has {input.Text.Length} characters; at most {_maxCharacters} are read.");
        }

        var ids = _tokenizer.Encode(_emoji?.Spell(input.Text) ?? input.Text);
        return ids.Count > EmptyLength
            ? Task.FromResult(new Prepared<IReadOnlyList<int>>([ids], Quality(languages.Detect(input.Text))))
            : throw new MediaRejectedException(RejectionCode.Empty, "The text has no words.");
    }

    public override void Fill(IReadOnlyList<IReadOnlyList<int>> items, IModelBuffers buffers) => _tokenizer.Fill(items, buffers);

    public override ModalityEncoding Read(ModelOutputs outputs, int index, int count) =>
        new(TokenOutputs.Pack(outputs, index, count), _emotion?.Read(outputs, index), _wish?.Read(outputs, index, LeastWish));

    private MediaQuality Quality(string? language) => new()
    {
        Language = language,
        Warnings = language is null || manifest.Languages.Contains(language) ? [] : [QualityWarning.UnmeasuredLanguage],
    };
}
