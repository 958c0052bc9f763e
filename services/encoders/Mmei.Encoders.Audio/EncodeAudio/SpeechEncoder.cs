using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Audio;

/// <summary>A voice in a sound file, as tokens of the common space.</summary>
internal sealed class SpeechEncoder(
    [FromKeyedServices(ModelRole.Audio)] IModelSource models, AudioDecoder decoder, IOptions<AudioOptions> options, EncoderParts parts)
    : BatchingEncoder<byte[], float[], EncodedTensor>(models, options.Value, parts)
{
    private readonly PreprocessingSlots _slots = parts.Slots;

    protected override IEncoding<byte[], float[], EncodedTensor> Build(IModel model)
    {
        var spec = model.Manifest.PreprocessingAs<AudioPreprocessing>();
        return new SpeechEncoding(model, spec, new AudioPreprocessor(spec, options.Value.HeardSeconds, decoder), _slots);
    }
}
