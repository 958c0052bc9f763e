using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Media;

namespace Mmei.Encoders.Audio;

/// <summary>A voice in a sound file, as tokens of the common space.</summary>
internal sealed class SpeechEncoder(
    [FromKeyedServices(ModelRole.Audio)] IModel model, AudioDecoder decoder, PreprocessingSlots slots, IOptions<AudioOptions> options, TimeProvider time)
    : BatchingEncoder<byte[], float[], EncodedTensor>(model.Manifest, new SampleBatch(model), options.Value, time)
{
    private readonly AudioPreprocessor _preprocessor = new(model.Manifest.PreprocessingAs<AudioPreprocessing>(), decoder);

    protected override Task<float[]> PrepareAsync(byte[] input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => _preprocessor.PrepareAsync(input, cancellationToken), cancellationToken);
}
