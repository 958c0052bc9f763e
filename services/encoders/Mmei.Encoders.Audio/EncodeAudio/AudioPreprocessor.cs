using Mmei.Inference.Manifest;
using Mmei.Media;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Audio;

/// <summary>From a sound file to the samples its model was trained on, and how fit what was heard is.</summary>
internal sealed class AudioPreprocessor(AudioPreprocessing spec, double heardSeconds, AudioDecoder decoder)
{
    /// <exception cref="InputRejectedException">Not a sound that is read here, broken, silent, or over a limit.</exception>
    public async Task<Prepared<float[]>> PrepareAsync(ReadOnlyMemory<byte> media, CancellationToken cancellationToken)
    {
        try
        {
            var sound = await decoder.DecodeAsync(media, heardSeconds, cancellationToken);
            var speech = Speech.Windows(sound, new SpeechWindow(spec.SampleRate, spec.MinSeconds, spec.MaxSeconds), heardSeconds);
            return new Prepared<float[]>(speech.Windows, speech.Quality);
        }
        catch (MediaRejectedException exception)
        {
            throw new InputRejectedException(exception.Code, exception.Message, exception);
        }
    }
}
