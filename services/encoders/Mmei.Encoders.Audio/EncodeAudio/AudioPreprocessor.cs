using Mmei.Inference;
using Mmei.Media;

namespace Mmei.Encoders.Audio;

/// <summary>From a sound file to the samples its model was trained on.</summary>
internal sealed class AudioPreprocessor(AudioPreprocessing spec, AudioDecoder decoder)
{
    /// <exception cref="InputRejectedException">Not a sound that is read here, broken, silent, or over a limit.</exception>
    public async Task<float[]> PrepareAsync(ReadOnlyMemory<byte> media, CancellationToken cancellationToken)
    {
        try
        {
            var sound = await decoder.DecodeAsync(media, spec.MaxSeconds, cancellationToken);
            return Speech.Prepare(sound, spec.SampleRate, spec.MinSeconds, spec.MaxSeconds);
        }
        catch (MediaRejectedException exception)
        {
            throw new InputRejectedException(exception.Code, exception.Message, exception);
        }
    }
}
